import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { BounceClass } from '$lib/domain/outreach/read-delivery-report';
import type { CampaignFilter } from '$lib/domain/outreach/campaign-population';
import type {
  CampaignChannel,
  CampaignState,
  HandChannel,
  RecipientChannel,
  ReplyKind,
  ReplyWay,
  SendBy
} from '$lib/domain/outreach/campaign-kinds';
import type { ContactRole } from '$lib/domain/outreach/contact-kinds';
import type { CancelReason, MessageState } from '$lib/domain/outreach/message-states';
import type { StepTexts } from '$lib/domain/outreach/merge-text';
import { json, time } from './columns';
import { network } from './identity';
import { municipality } from './register';

/** A planned effort over a population. */
export const campaign = sqliteTable(
  'campaign',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    name: text().notNull(),
    state: text().$type<CampaignState>().notNull(),
    channels: json<CampaignChannel[]>().notNull(),
    /** Whom the channel `contacts` writes to. */
    roles: json<ContactRole[]>().notNull(),
    filter: json<CampaignFilter>().notNull(),
    /** What it cost in all, in whole units of the network's currency, by channel. */
    costs: json<Partial<Record<CampaignChannel, number>>>().notNull(),
    perMinute: integer().notNull(),
    /** Whether Waymark sends, or somebody from their own mailbox with an exported file. */
    sendBy: text().$type<SendBy>().notNull(),
    /** Signs the links in its messages. 32 random bytes, base64url. */
    linkKey: text().notNull(),
    version: integer().notNull(),
    createdBy: text().notNull(),
    createdAt: time().notNull(),
    startedAt: time(),
    stoppedAt: time(),
    /** `lost`: too many messages did not arrive. Null: a person paused it. */
    pausedBecause: text().$type<'lost'>(),
    /** How many had not arrived when it was paused for that: it takes as many again to pause it again. */
    lostSeen: integer().notNull().default(0),
    updatedAt: time().notNull()
  },
  (t) => [index('campaign_network').on(t.networkId, t.createdAt), index('campaign_state').on(t.state)]
);

/** The first message or a reminder. */
export const campaignStep = sqliteTable(
  'campaign_step',
  {
    id: text().primaryKey(),
    campaignId: text()
      .notNull()
      .references(() => campaign.id),
    /** 0 is the first message. */
    position: integer().notNull(),
    /** Days after the step before, where nobody has answered; 0 for the first. */
    afterDays: integer().notNull(),
    texts: json<StepTexts>().notNull()
  },
  (t) => [uniqueIndex('campaign_step_position').on(t.campaignId, t.position)]
);

/** Whom a started campaign writes to. Name and address stay with the contact. */
export const campaignRecipient = sqliteTable(
  'campaign_recipient',
  {
    id: text().primaryKey(),
    campaignId: text()
      .notNull()
      .references(() => campaign.id),
    municipalityId: text()
      .notNull()
      .references(() => municipality.id),
    /** Null once the person has been erased. */
    contactId: text(),
    channel: text().$type<RecipientChannel>().notNull(),
    locale: text().$type<'en' | 'sv' | 'nl'>().notNull(),
    /** The newest answer by a person. */
    reply: text().$type<ReplyKind>(),
    repliedAt: time(),
    /** ISO date: `not-now` until then. */
    restsUntil: text(),
    createdAt: time().notNull()
  },
  (t) => [
    uniqueIndex('campaign_recipient_contact').on(t.campaignId, t.contactId),
    index('campaign_recipient_municipality').on(t.municipalityId, t.campaignId),
    index('campaign_recipient_c').on(t.contactId)
  ]
);

/** One step for one recipient: at most one row, and at most one for an address. */
export const campaignMessage = sqliteTable(
  'campaign_message',
  {
    id: text().primaryKey(),
    campaignId: text()
      .notNull()
      .references(() => campaign.id),
    stepId: text()
      .notNull()
      .references(() => campaignStep.id),
    recipientId: text()
      .notNull()
      .references(() => campaignRecipient.id),
    state: text().$type<MessageState>().notNull(),
    /** SHA-256 of step and address, from the claim on: two contacts with one address get one message. */
    addressHash: text(),
    /** Of network and address, as `opt_out.hash`: where it went. */
    mailedHash: text(),
    plannedAt: time().notNull(),
    /** Not tried before. */
    nextAttemptAt: time().notNull(),
    attempts: integer().notNull().default(0),
    claimedAt: time(),
    /** When the mail server took it, or it was exported. */
    sentAt: time(),
    /** Why it was cancelled, or codes of the mail server. */
    because: text().$type<CancelReason | (string & {})>(),
    bounce: text().$type<BounceClass>()
  },
  (t) => [
    uniqueIndex('campaign_message_step').on(t.stepId, t.recipientId),
    uniqueIndex('campaign_message_address').on(t.stepId, t.addressHash),
    index('campaign_message_due').on(t.state, t.nextAttemptAt),
    index('campaign_message_claimed').on(t.claimedAt),
    index('campaign_message_recipient').on(t.recipientId)
  ]
);

/** What came back, sorted by a machine or waiting for a person. Words and addresses are wiped once it is sorted. */
export const campaignReply = sqliteTable(
  'campaign_reply',
  {
    id: text().primaryKey(),
    networkId: text()
      .notNull()
      .references(() => network.id),
    campaignId: text().references(() => campaign.id),
    recipientId: text().references(() => campaignRecipient.id),
    way: text().$type<ReplyWay>().notNull(),
    /** What it was matched by; null: a person has to say whose it is. */
    matchedBy: text().$type<'reference' | 'address' | 'domain' | 'hand'>(),
    /** What it is, or is taken for as long as it waits; null for a bounce. */
    kind: text().$type<ReplyKind>(),
    bounce: text().$type<BounceClass>(),
    /** RFC 3463, e.g. `5.1.1`. */
    bounceStatus: text(),
    at: time().notNull(),
    /** Set where nobody needs to look any more. */
    sortedAt: time(),
    /** Person id, `link` or `system`. */
    sortedBy: text(),
    /** Not about a campaign. */
    discarded: integer({ mode: 'boolean' }).notNull().default(false),
    /** The registrar's number for our mail. */
    caseNumber: text(),
    /** ISO date. */
    until: text(),
    /** The right person, until made a contact. */
    namedName: text().notNull().default(''),
    namedEmail: text().notNull().default(''),
    fromAddress: text().notNull().default(''),
    subject: text().notNull().default(''),
    excerpt: text().notNull().default(''),
    /** SHA-256 of network and Message-ID, or of the file: the same mail is kept once. */
    mailHash: text()
  },
  (t) => [
    uniqueIndex('campaign_reply_mail').on(t.networkId, t.mailHash),
    index('campaign_reply_waiting').on(t.networkId, t.sortedAt),
    index('campaign_reply_recipient').on(t.recipientId),
    index('campaign_reply_campaign').on(t.campaignId)
  ]
);

/** Reached by another channel than mail, logged by hand. */
export const campaignTouch = sqliteTable(
  'campaign_touch',
  {
    id: text().primaryKey(),
    campaignId: text()
      .notNull()
      .references(() => campaign.id),
    municipalityId: text()
      .notNull()
      .references(() => municipality.id),
    channel: text().$type<HandChannel>().notNull(),
    /** ISO date. */
    reachedOn: text().notNull(),
    /** What they said, where they did. */
    reply: text().$type<ReplyKind>(),
    repliedOn: text(),
    loggedBy: text().notNull(),
    loggedAt: time().notNull()
  },
  (t) => [
    uniqueIndex('campaign_touch_once').on(t.campaignId, t.channel, t.municipalityId),
    index('campaign_touch_municipality').on(t.municipalityId)
  ]
);

/** In which language a contact is written to, where somebody has said so. */
export const contactLanguage = sqliteTable('contact_language', {
  contactId: text().primaryKey(),
  locale: text().$type<'en' | 'sv' | 'nl'>().notNull()
});

/** How far a mail folder has been read. */
export const mailFolderMark = sqliteTable('mail_folder_mark', {
  /** SHA-256 of server, user and folder. */
  id: text().primaryKey(),
  uidValidity: text().notNull(),
  lastUid: integer().notNull(),
  readAt: time().notNull()
});
