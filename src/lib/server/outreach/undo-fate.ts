/** Why something stays although the import that made or changed it is undone. */
export type Because = 'changed-since' | 'in-use';

/**
 * What undoing an import does with one thing it made or changed.
 * - `remove`: it is as the import made it, and nobody uses it;
 * - `restore`: it says again what it said before;
 * - `gone`: somebody has taken it away already.
 */
export type Fate = 'remove' | 'restore' | 'gone' | Because;

export const USES = [
  ...['meeting', 'plan', 'campaign', 'thanks', 'sign-up', 'mail', 'data-person', 'language'],
  ...['photo', 'correction', 'promise', 'other']
] as const;
export type Use = (typeof USES)[number];

const USE_OF_TABLE: Readonly<Record<string, Use>> = {
  meeting_attendee: 'meeting',
  meeting_invitation: 'plan',
  campaign_recipient: 'campaign',
  meeting_thanks: 'thanks',
  visit_sign_up: 'sign-up',
  mail: 'mail',
  data_person: 'data-person',
  contact_language: 'language',
  meeting_photo: 'photo',
  barrier_correction: 'correction',
  follow_up_snooze: 'promise'
};

/** What it is used for, as people say it; a table that is added later is `other` until it has a word. */
export function usesOfTables(tables: Iterable<string>): Use[] {
  return [...new Set([...tables].map((table) => USE_OF_TABLE[table] ?? 'other'))].sort(
    (a, b) => USES.indexOf(a) - USES.indexOf(b)
  );
}
