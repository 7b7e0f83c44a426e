import { mayBeContacted } from '$lib/domain/outreach/may-be-contacted';
import { isOver, type Parties, writeInvitation } from '$lib/domain/outreach/write-invitation';
import type { Locale } from '$lib/domain/shared/locale';
import { instantOf } from '$lib/domain/shared/time-zones';
import type { App } from '../app';
import { findNetwork, peopleByIds } from '../identity/directory-repository';
import { meetingTimeWords } from '../mail/mail-words';
import { queueMail } from '../mail/queue-mail';
import { renderMail } from '../mail/render-mail';
import { dropUntried } from '../mail/repository';
import type { ChangeContext } from '../shared/change';
import { publicOrigin } from '../shared/origin';
import { findContact } from './contact-repository';
import { toContactable } from './contactable';
import { languagesOf } from './contact-language-repository';
import { type InvitationRow, type PlanWhole } from './plan-repository';

/** What calendars know a meeting by. */
export const uidOf = (app: App, planId: string): string =>
  `meeting-${planId}@${new URL(publicOrigin(app.env)).hostname}`;

type Addressee =
  | { may: true; name: string; email: string; locale: Locale; contactId: string | null }
  | { may: false; because: NonNullable<InvitationRow['withheld']> };

/**
 * Tells everybody invited what they do not know yet, each once for each change that matters: the invitation, another time, or
 * that it is off. Whoever does not want mail, or has no address, gets none, and the invitation says why.
 *
 * @param matters whether the change is one for those invited before, too
 * @param dropped whoever is not invited any more
 * @returns the invitations as they stand after it, for the caller to write
 */
export async function sendInvitations(
  app: App,
  context: ChangeContext,
  plan: PlanWhole,
  { matters, dropped = [] }: { matters: boolean; dropped?: readonly InvitationRow[] }
): Promise<InvitationRow[]> {
  const { startsAt, minutes, timeZone } = plan;
  // who is told of a meeting that is over would look for it in vain
  if (isOver({ startsAt, minutes, timeZone }, context.now.getTime())) return plan.invitations;
  const tell = new Telling(app, context, plan);
  for (const row of dropped) await tell.off(row);
  const after: InvitationRow[] = [];
  for (const row of plan.invitations) {
    if (plan.state === 'cancelled') after.push(await tell.off(row));
    else after.push(matters || row.method !== 'REQUEST' ? await tell.on(row) : row);
  }
  return after;
}

/** One round of mail about one meeting. */
class Telling {
  readonly #told = new Set<string>();

  constructor(
    private readonly app: App,
    private readonly context: ChangeContext,
    private readonly plan: PlanWhole
  ) {}

  async on(before: InvitationRow): Promise<InvitationRow> {
    const row = await this.#withoutUntried(before);
    const to = await this.#addressee(row);
    if (!to.may) return { ...row, withheld: to.because };
    const told: InvitationRow = { ...row, withheld: null, sequence: this.plan.sequence, method: 'REQUEST' };
    // two invitations for one mailbox are one
    if (this.#told.has(to.email)) return told;
    return { ...told, mailId: await this.#queue(to, row.heard ? 'meeting-moved' : 'meeting-invited', this.plan) };
  }

  /** Only whoever has heard of it hears that it is off. */
  async off(before: InvitationRow): Promise<InvitationRow> {
    if (before.method !== 'REQUEST') return before;
    const row = await this.#withoutUntried(before);
    const gone: InvitationRow = { ...row, sequence: this.plan.sequence, method: 'CANCEL' };
    const to = await this.#addressee(row);
    if (!row.heard || !to.may || this.#told.has(to.email)) return gone;
    return { ...gone, mailId: await this.#queue(to, 'meeting-off', { ...this.plan, state: 'cancelled' }) };
  }

  /** What has not left yet says what is not so any more: it is taken out of the queue. */
  async #withoutUntried(row: InvitationRow): Promise<InvitationRow> {
    const dropped = row.mailId !== null && (await dropUntried(this.context.tx, row.mailId));
    return { ...row, mailId: null, heard: row.heard || (row.mailId !== null && !dropped) };
  }

  async #queue(
    to: Extract<Addressee, { may: true }>,
    name: 'meeting-invited' | 'meeting-moved' | 'meeting-off',
    plan: PlanWhole
  ): Promise<string> {
    const { app, context } = this;
    this.#told.add(to.email);
    const organiser = await organiserOf(app, context, plan);
    const { title, place, startsAt, minutes, timeZone, sequence, state } = plan;
    const when = meetingTimeWords(to.locale, instantOf(startsAt, timeZone), minutes, timeZone);
    const letter = renderMail(to.locale, name, { title, when, place: place || '-', organiser: organiser.name });
    const { method, file } = writeInvitation(
      {
        ...{ uid: uidOf(app, plan.id), sequence, state, title, place, startsAt, minutes, timeZone },
        ...{ description: '', stampedAt: context.now.getTime() }
      },
      { organiser, attendee: { name: to.name, email: to.email } }
    );
    return queueMail(context.tx, app, {
      ...{ networkId: plan.networkId, recipient: to.email, ...letter, calendar: file, calendarMethod: method },
      ...{ replyTo: organiser.email, ...(to.contactId && { contactId: to.contactId }) },
      // after that it would only confuse
      expiresAt: new Date(instantOf(startsAt, timeZone) + minutes * 60_000)
    });
  }

  async #addressee(row: InvitationRow): Promise<Addressee> {
    const { app } = this;
    const { tx } = this.context;
    if (row.personId) {
      const [person] = await peopleByIds(tx, [row.personId]);
      if (!person) return { may: false, because: 'gone' };
      const { name, email, locale } = person;
      return { may: true, name, email: email.toLowerCase(), locale, contactId: null };
    }
    const contact = row.contactId ? await findContact(tx, row.contactId) : undefined;
    if (!contact || contact.networkId !== this.plan.networkId) return { may: false, because: 'gone' };
    const reach = mayBeContacted(await toContactable(app, tx, contact), 'mail', 'personal');
    if (!reach.may) {
      if (reach.because === 'opted-out') return { may: false, because: 'opted-out' };
      return { may: false, because: reach.because === 'removed' ? 'gone' : 'no-address' };
    }
    const network = await findNetwork(tx, this.plan.networkId);
    const locale = (await languagesOf(tx, [contact.id])).get(contact.id) ?? network?.locale ?? 'en';
    return { may: true, name: contact.name, email: contact.email, locale, contactId: contact.id };
  }
}

/** Whom it is from: where answers are read by this server, its address, else that of whoever planned it. */
async function organiserOf(app: App, { tx }: ChangeContext, plan: PlanWhole): Promise<Parties['organiser']> {
  const [planner] = await peopleByIds(tx, [plan.createdBy]);
  const name = planner?.name ?? (await findNetwork(tx, plan.networkId))?.name ?? 'Waymark';
  const answers = app.env.CAMPAIGN_REPLY_TO?.replaceAll('{token}', 'meeting');
  const sender = /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(app.env.MAIL_FROM)?.[1] ?? app.env.MAIL_FROM.trim();
  return { name, email: answers ?? planner?.email ?? sender };
}
