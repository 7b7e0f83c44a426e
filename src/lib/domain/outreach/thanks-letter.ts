import type { MeetingPromise } from './meeting-parts';

/** The words of a letter in one language, with holes in braces. */
export type ThanksWords = Readonly<
  Record<
    'subject' | 'greeting' | 'greetingNamed' | 'thanks' | 'ours' | 'yours' | 'promise' | 'next' | 'none' | 'end',
    string
  >
>;

export interface ThanksFacts {
  /** Of those it goes to; none: greeted without a name. */
  names: readonly string[];
  /** Names of the municipalities, as one list of words. */
  places: string;
  heldOn: string;
  promises: readonly Pick<MeetingPromise, 'what' | 'due' | 'promisedBy'>[];
  nextContactOn: string | null;
  sender: string;
  network: string;
  /** A day as the language writes it. */
  day: (iso: string) => string;
  list: (names: readonly string[]) => string;
}

/**
 * A letter of thanks with what was promised, ours before theirs; whoever sends it goes on from there.
 *
 * @example
 * writeThanks(words, { ...facts, promises: [{ what: 'Send the paper', due: '2026-12-01', promisedBy: 'owner' }] }).body
 * // 'Hello,\n\nThank you ...\n\nWhat we promised:\n- Send the paper, by 1 December 2026\n...'
 */
export function writeThanks(words: ThanksWords, facts: ThanksFacts): { subject: string; body: string } {
  const { names, places, promises, nextContactOn, sender, network, day, list } = facts;
  const date = day(facts.heldOn);
  const fill = (text: string, values: Readonly<Record<string, string>>) =>
    text.replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole);
  const lines = (is: boolean) =>
    promises
      .filter(({ promisedBy }) => (promisedBy === 'owner') === is)
      .map(({ what, due }) => fill(words.promise, { what, due: day(due) }));
  const part = (heading: string, rows: readonly string[]) => (rows.length ? [[heading, ...rows].join('\n')] : []);
  const [ours, yours] = [lines(true), lines(false)];
  const paragraphs = [
    names.length ? fill(words.greetingNamed, { names: list(names) }) : words.greeting,
    fill(words.thanks, { date, places }),
    ...part(words.ours, ours),
    ...part(words.yours, yours),
    ...(ours.length + yours.length ? [] : [words.none]),
    ...(nextContactOn ? [fill(words.next, { date: day(nextContactOn) })] : []),
    [words.end, sender, network].filter(Boolean).join('\n')
  ];
  return { subject: fill(words.subject, { date }), body: `${paragraphs.join('\n\n')}\n` };
}
