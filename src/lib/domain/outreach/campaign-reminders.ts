import type { ReplyKind } from './campaign-kinds';
import { isAnswer } from './campaign-kinds';
import type { MessageState } from './message-states';

export interface ReminderStep {
  id: string;
  position: number;
  afterDays: number;
}

export interface RemindedRecipient {
  reply: ReplyKind | null;
  /** ISO date, with `not-now`. */
  restsUntil: string | null;
  /** Somebody of the municipality said yes or no. */
  decided: boolean;
  /** By step. */
  messages: ReadonlyMap<string, { state: MessageState; sentOn: string | null }>;
}

export type ReminderDue =
  | { due: true; stepId: string }
  | { due: false; because: 'answered' | 'decided' | 'resting' | 'not-delivered' | 'too-early' | 'no-more-steps' };

/**
 * Whether a recipient's next step is to be planned on a day: N days after the step before went out, where nobody has
 * answered. An automatic acknowledgement is no answer. "Not now until a day" rests until that day, then the next step is
 * due. A message that bounced, was not sent, or whose fate nobody knows has no reminder.
 *
 * @param today ISO date
 * @example
 * reminderStep([{ id: 's0', position: 0, afterDays: 0 }, { id: 's1', position: 1, afterDays: 7 }], sentOn('2026-11-01'), '2026-11-08')
 * // { due: true, stepId: 's1' }
 */
export function reminderStep(steps: readonly ReminderStep[], recipient: RemindedRecipient, today: string): ReminderDue {
  if (recipient.decided) return { due: false, because: 'decided' };
  const resting = recipient.reply === 'not-now' && recipient.restsUntil !== null;
  if (recipient.reply && isAnswer(recipient.reply) && !resting) return { due: false, because: 'answered' };
  if (resting && recipient.restsUntil! > today) return { due: false, because: 'resting' };
  const ordered = [...steps].sort((a, b) => a.position - b.position);
  const next = ordered.find(({ id }) => !recipient.messages.has(id));
  if (!next) return { due: false, because: 'no-more-steps' };
  const before = ordered[ordered.indexOf(next) - 1];
  const last = before && recipient.messages.get(before.id);
  if (!last?.sentOn || (last.state !== 'sent' && last.state !== 'exported'))
    return { due: false, because: 'not-delivered' };
  if (resting) return { due: true, stepId: next.id };
  return addDays(last.sentOn, next.afterDays) <= today
    ? { due: true, stepId: next.id }
    : { due: false, because: 'too-early' };
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
