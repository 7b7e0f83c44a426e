import type { Result } from '$lib/domain/shared/result';

const STATUS: Record<string, number> = {
  'not-json': 400,
  'not-signed-in': 401,
  forbidden: 403,
  'not-found': 404,
  'locale-unknown': 404,
  'too-many-tries': 429,
  'too-many': 413,
  'file-too-large': 413,
  'piece-too-large': 413,
  'offset-wrong': 409,
  'changed-elsewhere': 409
};

/** A service's result as the API gives it: the value, or `{"errors": [{path, message}]}` with a fitting status. */
export function toResponse(result: Result<unknown>, headers: Record<string, string> = {}): Response {
  if (result.ok) return Response.json(result.value, { headers });
  const status = STATUS[result.problems[0]?.code ?? ''] ?? 422;
  return Response.json(
    {
      errors: result.problems.map(({ code, path, message, facts }) => ({
        code,
        path,
        message,
        ...(facts && { facts })
      }))
    },
    { status, headers: { 'cache-control': 'no-store' } }
  );
}
