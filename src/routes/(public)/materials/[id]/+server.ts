import { fetchMaterial } from '$lib/server/outreach/public-material-service';
import { knownTags } from '$lib/server/shared/cached-response';
import { fileResponse } from '$lib/server/shared/file-response';
import { toResponse } from '$lib/server/shared/to-response';
import { redirect } from '@sveltejs/kit';

/** One address for all versions; `?version=2` for an older one. */
export const GET = async ({ locals, params, request, url }) => {
  const asked = url.searchParams.get('version');
  const file = await fetchMaterial(locals.app, locals.actor, {
    materialId: params.id,
    version: asked === null ? undefined : Number(asked),
    known: knownTags(request).map((tag) => tag.replaceAll('"', '')),
    request: {
      method: request.method,
      userAgent: request.headers.get('user-agent') ?? '',
      purpose: request.headers.get('sec-purpose') ?? request.headers.get('purpose') ?? ''
    }
  });
  if (!file.ok) {
    if (file.problems[0]?.code !== 'not-signed-in') return toResponse(file);
    redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  }
  const { bytes, sha256, public: open, ...named } = file.value;
  // asked again each time, so that what was withdrawn is gone for everybody
  const fresh = { etag: `"${sha256}"`, 'cache-control': open ? 'public, no-cache' : 'private, no-cache' };
  if (!bytes) return new Response(null, { status: 304, headers: fresh });
  const response = fileResponse({ ...named, bytes });
  for (const [name, value] of Object.entries(fresh)) response.headers.set(name, value);
  return response;
};
