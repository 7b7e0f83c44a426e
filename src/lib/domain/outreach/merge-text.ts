import type { Locale } from '../shared/locale';
import { ok, type Problem, refuseAll, type Result } from '../shared/result';

/** What a message can say of whoever it goes to. */
export const MERGE_FIELDS = [
  'municipality',
  'county',
  'population',
  'level',
  'contact_name',
  'network',
  'sender_name',
  'reply_link',
  'unsubscribe_link'
] as const;
export type MergeField = (typeof MERGE_FIELDS)[number];
export type MergeValues = Readonly<Record<MergeField, string>>;

export const SUBJECT_ROOM = 150;
export const BODY_ROOM = 10_000;

export interface MessageText {
  subject: string;
  body: string;
}
/** A language that is not written is left out. */
export type StepTexts = Partial<Record<Locale, MessageText>>;

type Part = { text: string } | { field: MergeField; instead: string | null };

/**
 * A text with merge fields in its parts: `{municipality}` stands for a value, `{level|not assessed}` has words for where
 * there is none, `{{` and `}}` are braces.
 *
 * Errors, at `path`: `field-unknown` with the facts `field` and `known`; `brace-open` where a brace is left over, with `near`.
 *
 * @example
 * readTemplate('Hej {municipality}', 'body') // { ok: true, value: [{ text: 'Hej ' }, { field: 'municipality', instead: null }] }
 */
export function readTemplate(text: string, path: string): Result<Part[]> {
  const parts: Part[] = [];
  const problems: Problem[] = [];
  const unknown = new Set<string>();
  const say = (words: string) => {
    const last = parts.at(-1);
    if (last && 'text' in last) last.text += words;
    else parts.push({ text: words });
  };
  for (const [token] of text.matchAll(/\{\{|\}\}|\{[^{}]*\}|[{}]|[^{}]+/g)) {
    if (token === '{{' || token === '}}') say(token.slice(1));
    else if (token === '{' || token === '}') problems.push(braceOpen(text, token, path));
    else if (!token.startsWith('{')) say(token);
    else {
      const inside = token.slice(1, -1);
      const bar = inside.indexOf('|');
      const name = (bar < 0 ? inside : inside.slice(0, bar)).trim();
      const field = MERGE_FIELDS.find((known) => known === name);
      if (field) parts.push({ field, instead: bar < 0 ? null : inside.slice(bar + 1).trim() });
      else unknown.add(name.slice(0, 60));
    }
  }
  const known = MERGE_FIELDS.map((field) => `{${field}}`).join(', ');
  for (const field of unknown)
    problems.push({
      code: 'field-unknown',
      path,
      message: `There is no merge field {${field}} - use one of ${known}, or write {{ for a brace.`,
      facts: { field, known }
    });
  return problems.length ? refuseAll(problems.slice(0, 5)) : ok(parts);
}

function braceOpen(text: string, brace: string, path: string): Problem {
  const near = text.slice(text.indexOf(brace), text.indexOf(brace) + 30).replace(/\s+/g, ' ');
  const message = `A brace is left over - write a merge field as {municipality}, and {{ for a brace. Near "${near}".`;
  return { code: 'brace-open', path, message, facts: { near } };
}

/**
 * The fields that have no value for a recipient, and no words instead: the message would have a hole.
 *
 * @example
 * holesIn([{ field: 'county', instead: null }], { ...values, county: '' }) // ['county']
 */
export function holesIn(parts: readonly Part[], values: MergeValues): MergeField[] {
  const empty = parts.flatMap((part) =>
    'field' in part && part.instead === null && values[part.field].trim() === '' ? [part.field] : []
  );
  return [...new Set(empty)];
}

/**
 * The text for one recipient. A value is put in as it is: braces in it mean nothing.
 *
 * @example
 * fillTemplate([{ text: 'Hej ' }, { field: 'municipality', instead: null }], values) // 'Hej Norsjö'
 */
export function fillTemplate(parts: readonly Part[], values: MergeValues): string {
  return parts.map((part) => ('text' in part ? part.text : values[part.field].trim() || (part.instead ?? ''))).join('');
}

/**
 * One line without anything that ends a header (RFC 5322, 2.2) or hides or turns text around.
 *
 * @example
 * headerLine('Hej\r\nBcc: x@example.org') // 'Hej Bcc: x@example.org'
 */
export function headerLine(text: string, room = 200): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, room);
}

/**
 * Subject and body for one recipient.
 *
 * Errors: those of `readTemplate` at `subject` or `body`, and `field-empty` with the fact `field`.
 *
 * @example
 * mergeMessage({ subject: 'Öppna data i {municipality}', body: 'Hej' }, { ...values, municipality: 'Norsjö' })
 * // { ok: true, value: { subject: 'Öppna data i Norsjö', body: 'Hej' } }
 */
export function mergeMessage(text: MessageText, values: MergeValues): Result<MessageText> {
  const subject = readTemplate(text.subject, 'subject');
  const body = readTemplate(text.body, 'body');
  if (!subject.ok || !body.ok)
    return refuseAll([...(subject.ok ? [] : subject.problems), ...(body.ok ? [] : body.problems)]);
  const problems = [['subject', subject.value] as const, ['body', body.value] as const].flatMap(([path, parts]) =>
    holesIn(parts, values).map((field) => ({
      code: 'field-empty',
      path,
      message: `{${field}} has no value for ${values.municipality} - write {${field}|words to use instead}.`,
      facts: { field, municipality: values.municipality }
    }))
  );
  if (problems.length) return refuseAll(problems);
  const merged = headerLine(fillTemplate(subject.value, values));
  // a lone carriage return or a control character is no line of a mail (RFC 5322, 2.3)
  const words = fillTemplate(body.value, values)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '');
  return ok({ subject: merged, body: words });
}

/**
 * Whether a template names a field.
 *
 * @example
 * mentions('Svara: {reply_link}', 'reply_link') // true
 */
export function mentions(text: string, field: MergeField): boolean {
  const parts = readTemplate(text, 'body');
  return parts.ok && parts.value.some((part) => 'field' in part && part.field === field);
}
