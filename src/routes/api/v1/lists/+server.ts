import { LAWFUL_BASES } from '$lib/domain/outreach/contact-kinds';
import { IMPORT_KINDS } from '$lib/domain/outreach/imports/kinds';
import { refuse } from '$lib/domain/shared/result';
import { importList, listImports } from '$lib/server/outreach/list-import-service';
import { readBytes } from '$lib/server/shared/read-bytes';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };
const MOST = 10 * 1024 * 1024;
const TOO_LARGE = { code: 'file-too-large', path: 'file', message: 'A list may have 10 MB - import it in parts.' };
const NO_KIND = refuse('kind-unknown', 'kind', `A list is one of ${IMPORT_KINDS.join(', ')}.`);
const kindOf = (url: URL) => IMPORT_KINDS.find((one) => one === url.searchParams.get('kind'));

export const GET = async ({ locals, url }) => {
  const kind = kindOf(url);
  if (!kind) return toResponse(NO_KIND, fresh);
  const networkId = url.searchParams.get('network') ?? '';
  return toResponse(await listImports(locals.app, locals.actor, { networkId, kind }), fresh);
};

/** `dry=yes` writes nothing. */
export const POST = async ({ locals, request, url }) => {
  const kind = kindOf(url);
  if (!kind) return toResponse(NO_KIND, fresh);
  const bytes = await readBytes(request, MOST, TOO_LARGE);
  if (!bytes.ok) return toResponse(bytes, fresh);
  const said = (name: string) => url.searchParams.get(name) ?? '';
  const order = said('dates');
  const done = await importList(locals.app, locals.actor, {
    ...{ networkId: said('network'), kind, fileName: said('name') || 'list', bytes: bytes.value },
    choices: { places: {}, ...((order === 'dmy' || order === 'mdy') && { dateOrder: order }) },
    ...{ source: said('source').slice(0, 200), basis: LAWFUL_BASES.find((one) => one === said('basis')) ?? null },
    present: said('present') === 'replace' ? 'replace' : 'fill',
    pastDone: said('past') !== 'open',
    dryRun: said('dry') === 'yes'
  });
  return toResponse(done, fresh);
};
