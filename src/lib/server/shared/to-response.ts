import type { Problem, Result } from '$lib/domain/shared/result';

const STATUS: Record<string, number> = {
  'not-json': 400,
  'not-signed-in': 401,
  forbidden: 403,
  'not-found': 404,
  'locale-unknown': 404,
  'too-many-tries': 429,
  'server-busy': 503,
  'too-many': 413,
  'body-too-large': 413,
  'file-too-large': 413,
  'piece-too-large': 413,
  'offset-wrong': 409,
  'changed-elsewhere': 409
};

/** An answer that is not on its way yet. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** A service's result as the API gives it: the value, or `{"errors": [{path, message}]}` with a fitting status. */
export function toReply(result: Result<unknown>, headers: Record<string, string> = {}): Reply {
  const type = { 'content-type': 'application/json' };
  if (result.ok) return { status: 200, headers: { ...type, ...headers }, text: JSON.stringify(result.value) };
  const errors = result.problems.map(({ code, path, message, facts }) => ({
    ...{ code, path, message },
    ...(facts && { facts })
  }));
  return {
    status: STATUS[result.problems[0]?.code ?? ''] ?? 422,
    headers: { ...type, 'cache-control': 'no-store', ...retryAfter(result.problems) },
    text: JSON.stringify({ errors })
  };
}

/** For who has to wait: as long as the refusal says. */
export function retryAfter([first]: readonly Problem[]): Record<string, string> {
  const { seconds, minutes } = first?.facts ?? {};
  const wait = Number(seconds ?? 0) || Number(minutes ?? 0) * 60;
  const waits = first?.code === 'server-busy' || first?.code === 'too-many-tries';
  return waits && wait > 0 ? { 'retry-after': String(wait) } : {};
}

export function toResponse(result: Result<unknown>, headers: Record<string, string> = {}): Response {
  const { text, ...rest } = toReply(result, headers);
  return new Response(text, rest);
}
