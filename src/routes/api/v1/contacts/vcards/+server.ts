import { exportVcards, importVcards, previewVcards } from '$lib/server/outreach/vcard-service';
import { fileResponse } from '$lib/server/shared/file-response';
import { readBytes } from '$lib/server/shared/read-bytes';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };
const MOST = 10 * 1024 * 1024;
const TOO_LARGE = {
  ...{ code: 'file-too-large', path: 'file' },
  message: 'A file of cards may have 10 MB - export without pictures, or in parts.'
};

export const GET = async ({ locals, url }) => {
  const version = url.searchParams.get('version') ?? undefined;
  const networkId = url.searchParams.get('network') ?? '';
  const made = await exportVcards(locals.app, locals.actor, { networkId, version });
  if (!made.ok) return toResponse(made, fresh);
  return fileResponse({ bytes: new TextEncoder().encode(made.value), name: 'contacts.vcf', mediaType: 'text/vcard' });
};

/** `dry=yes` writes nothing. */
export const POST = async ({ locals, request, url }) => {
  const bytes = await readBytes(request, MOST, TOO_LARGE);
  if (!bytes.ok) return toResponse(bytes, fresh);
  const said = (name: string) => url.searchParams.get(name) ?? '';
  const input = {
    networkId: said('network'),
    bytes: bytes.value,
    source: said('source'),
    basis: said('basis') || null
  };
  const run = said('dry') === 'yes' ? previewVcards : importVcards;
  return toResponse(await run(locals.app, locals.actor, input), fresh);
};
