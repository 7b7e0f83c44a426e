import type { Problem } from '$lib/domain/shared/result';

/** The text fields of a form, each once. */
export function readForm(data: FormData): Record<string, string | undefined> {
  const fields: Record<string, string> = {};
  for (const [name, value] of data) if (typeof value === 'string') fields[name] = value;
  return fields;
}

const STATUS: Record<string, number> = {
  'not-signed-in': 401,
  forbidden: 403,
  'not-found': 404,
  'too-many-tries': 429
};

/** The HTTP status of a refused form or page. */
export function statusOf(problems: readonly Problem[]): number {
  return STATUS[problems[0]?.code ?? ''] ?? 400;
}
