import type { MeetingDraft } from './meeting-draft';

/** What another app hands over: a mail's subject and text, a page's title and address. Any may be missing. */
export interface Shared {
  title: string;
  text: string;
  url: string;
}

export type Notes = Pick<MeetingDraft, 'background' | 'workSoFar' | 'exchange' | 'conclusions'>;

/** The longest one part of a meeting's notes may be. */
const MOST = 8000;
const PARTS = ['background', 'workSoFar', 'exchange', 'conclusions'] as const;

/**
 * The notes that a shared mail or link begins a meeting with: title, text and address, none of them twice. What does not
 * fit the first part goes on in the next; the last one takes all that is left, so that nothing is cut off.
 *
 * @example
 * noteFromShared({ title: 'Visit on Monday', text: '', url: 'https://example.org/a' }).background
 * // 'Visit on Monday\nhttps://example.org/a'
 */
export function noteFromShared({ title, text, url }: Shared): Notes {
  const body = clean(text);
  const [head, address] = [clean(title), clean(url)].map((line) => (body.includes(line) ? '' : line));
  let left = [head, body, address].filter(Boolean).join('\n');
  const notes: Notes = { background: '', workSoFar: '', exchange: '', conclusions: '' };
  for (const part of PARTS) {
    const end = part === 'conclusions' ? left.length : endOfPart(left);
    notes[part] = left.slice(0, end).trim();
    left = left.slice(end);
  }
  return notes;
}

/** At the end of a line where there is one, else of a word, else within one, though never within a character. */
function endOfPart(text: string): number {
  if (text.length <= MOST) return text.length;
  const first = text.slice(0, MOST);
  const end = [first.lastIndexOf('\n'), first.lastIndexOf(' ')].find((at) => at > MOST / 2);
  if (end !== undefined) return end;
  const code = text.charCodeAt(MOST - 1);
  return code >= 0xd800 && code <= 0xdbff ? MOST - 1 : MOST;
}

/** Line ends of any system become one; what cannot be seen, as mails have it, is left out. */
function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}
