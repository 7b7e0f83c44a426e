import { savePiece, takeBackPiece } from '$lib/server/reporting/editorial-service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

const fresh = { 'cache-control': 'no-store' };

export const PUT = async ({ locals, request }) => {
  const body = await readJson(request);
  return toResponse(
    body.ok ? await savePiece(locals.app, locals.actor, { ...(body.value as never as object) } as never) : body,
    fresh
  );
};

export const DELETE = async ({ locals, url }) => {
  const said = (name: string) => url.searchParams.get(name) ?? '';
  const version = /^\d{1,9}$/.test(said('version')) ? Number(said('version')) : -1;
  const input = { networkId: said('network'), waveId: said('wave') || undefined, key: said('key'), version };
  return toResponse(await takeBackPiece(locals.app, locals.actor, input), fresh);
};
