/**
 * One message to one recipient in one step.
 *
 * `claimed` is stored before the mail server hears of it. Whoever finds a message claimed and is not sending it cannot
 * know whether it went out: it becomes `uncertain`, and only a person decides what becomes of it.
 */
export const MESSAGE_STATES = [
  'planned',
  'claimed',
  'sent',
  'exported',
  'bounced',
  'failed',
  'uncertain',
  'cancelled'
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

const NEXT: Record<MessageState, readonly MessageState[]> = {
  planned: ['claimed', 'exported', 'cancelled'],
  // back to planned only where the mail server said, or never got the chance to say, that it does not have the message
  claimed: ['sent', 'bounced', 'failed', 'uncertain', 'planned'],
  sent: ['bounced'],
  exported: ['bounced'],
  uncertain: ['sent', 'planned', 'cancelled', 'bounced'],
  bounced: [],
  failed: [],
  cancelled: []
};

/**
 * Whether a message may go from one state to the other.
 *
 * @example
 * mayBecome('uncertain', 'claimed') // false: a person must say first that it is to be sent again
 */
export function mayBecome(from: MessageState, to: MessageState): boolean {
  return NEXT[from].includes(to);
}

/** Why a planned message was not sent. */
export const CANCEL_REASONS = [
  'opted-out',
  'prefers-other',
  'contact-gone',
  'address-invalid',
  'same-address',
  'decided',
  'answered',
  'hole',
  'stopped',
  'not-again'
] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

/** What an attempt to hand a message to a mail server ended with, as far as the client knows. */
export interface SendFailure {
  /** The client library's code, e.g. `EENVELOPE`. */
  code: string;
  /** Whether any of the message had been given to the server. */
  begun: boolean;
  /** The mail server's answer, where there was one. */
  responseCode?: number;
  /** What it answered, where known: `MAIL FROM`, `RCPT TO`, `DATA`. */
  command?: string;
}

export type Fate =
  | { state: 'bounced' | 'failed'; because: string }
  /** Nobody has it: may be tried again. */
  | { state: 'planned'; because: string }
  | { state: 'uncertain'; because: string };

/**
 * What became of a message whose sending ended with an error. Nothing of it given away: nobody has it, and an answer of 5xx to the
 * recipient or the message is final (RFC 5321, 4.2.1). Given away: an answer of 4xx or 5xx says that the server does not take
 * responsibility for it; anything else says nothing, for it may lie in the server's queue. So may it with 421, which a
 * server that is shutting down says to whatever it was doing (RFC 5321, 3.8).
 *
 * @example
 * fateOf({ code: 'EENVELOPE', begun: false, responseCode: 550 }) // { state: 'bounced', because: 'EENVELOPE 550' }
 * fateOf({ code: 'EENVELOPE', begun: false, responseCode: 550, command: 'MAIL FROM' }) // planned: it is the sender that is refused
 * fateOf({ code: 'ETIMEDOUT', begun: true }) // { state: 'uncertain', because: 'ETIMEDOUT' }
 */
export function fateOf(failure: SendFailure): Fate {
  const { code, begun, responseCode = 0 } = failure;
  const because = [code, responseCode].filter(Boolean).join(' ');
  if (begun && (responseCode < 400 || responseCode === 421)) return { state: 'uncertain', because };
  // a wrong password or an unwelcome sender of ours is not the message's fault
  const final = responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE') && !isOurs(failure);
  if (!final) return { state: 'planned', because };
  return { state: code === 'EENVELOPE' ? 'bounced' : 'failed', because };
}

/**
 * Whether the mail server refuses whoever sends, so that nothing else gets through either.
 *
 * @example
 * isOurs({ code: 'EAUTH', begun: false, responseCode: 535 }) // true
 */
export function isOurs({ code, command, responseCode }: SendFailure): boolean {
  return responseCode === undefined || code === 'EAUTH' || command === 'MAIL FROM';
}
