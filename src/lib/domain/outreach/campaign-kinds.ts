/** How municipalities are reached in a campaign. The first two are mail that is sent; the others happen elsewhere and are logged. */
export const CAMPAIGN_CHANNELS = ['registrar', 'contacts', 'network-meeting', 'social-media', 'phone'] as const;
export type CampaignChannel = (typeof CAMPAIGN_CHANNELS)[number];

export const MAIL_CHANNELS = ['registrar', 'contacts'] as const satisfies readonly CampaignChannel[];
export type MailChannel = (typeof MAIL_CHANNELS)[number];

export const HAND_CHANNELS = ['network-meeting', 'social-media', 'phone'] as const satisfies readonly CampaignChannel[];
export type HandChannel = (typeof HAND_CHANNELS)[number];

/** How somebody a campaign is for is reached: by mail, or by a person who calls them since they wish no mail. */
export type RecipientChannel = MailChannel | 'phone';

/** Who sends: Waymark, or somebody from their own mailbox with an exported file. */
export const SENT_BY = ['waymark', 'export'] as const;
export type SendBy = (typeof SENT_BY)[number];

export const CAMPAIGN_STATES = ['draft', 'running', 'paused', 'stopped'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/**
 * - `acknowledgement`: a machine confirms that the mail came in, often with a case number, or says that somebody is away; no reply;
 * - `wrong-person`: somebody else should be asked;
 * - `not-now`: not before a day;
 * - `no`, `yes`: the municipality has decided, and nobody there is asked again in this campaign;
 * - `other`: said something that is none of these.
 */
export const REPLY_KINDS = ['acknowledgement', 'wrong-person', 'not-now', 'no', 'yes', 'other'] as const;
export type ReplyKind = (typeof REPLY_KINDS)[number];

/** @example isReplyKind('maybe') // false */
export function isReplyKind(value: unknown): value is ReplyKind {
  return REPLY_KINDS.includes(value as ReplyKind);
}

/** How a reply reached us. */
export const REPLY_WAYS = ['link', 'folder', 'file', 'hand'] as const;
export type ReplyWay = (typeof REPLY_WAYS)[number];

/**
 * Whether this is an answer by somebody: it counts as a reply and ends the reminders to whoever gave it.
 *
 * @example
 * isAnswer('acknowledgement') // false: a machine wrote it
 */
export function isAnswer(kind: ReplyKind): boolean {
  return kind !== 'acknowledgement';
}

/**
 * Whether the whole municipality has decided, so that nobody there is written to again in the campaign.
 *
 * @example
 * isDecision('wrong-person') // false: the right one may be asked
 */
export function isDecision(kind: ReplyKind): boolean {
  return kind === 'yes' || kind === 'no';
}
