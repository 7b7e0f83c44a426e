import { SYSTEM } from '$lib/domain/identity/actor';
import { ok } from '$lib/domain/shared/result';
import { instantOf } from '$lib/domain/shared/time-zones';
import type { App } from '../app';
import { peopleByIds } from '../identity/directory-repository';
import { meetingTimeWords } from '../mail/mail-words';
import { queueMail } from '../mail/queue-mail';
import { renderMail } from '../mail/render-mail';
import { findPlan, membersAmong, noteReminded, type PlanWhole, plansToRemind } from '../outreach/plan-repository';
import { queuePush, waysOf } from '../push/reminder-ways';
import { change } from '../shared/change';
import { publicOrigin } from '../shared/origin';

const DAY = 24 * 60 * 60 * 1000;
/** Whoever planned it this late knows of it. */
const TOO_LATE = 12 * 60 * 60 * 1000;

/**
 * Reminds the colleagues of a meeting that begins within a day, as each of them chose to be reminded; once for each date.
 * Guests of other houses are not reminded: it stands in their calendars.
 */
export async function remindPlannedMeetings(app: App): Promise<void> {
  const now = app.now().getTime();
  // local times of any zone: half a day wider on each side
  const local = (at: number) => new Date(at).toISOString().slice(0, 16);
  const near = await plansToRemind(app.db.read, local(now - DAY), local(now + 2 * DAY));
  for (const plan of near.filter((one) => isDue(one, now))) await remind(app, plan);
}

function isDue({ startsAt, timeZone, stampedAt }: PlanWhole, now: number): boolean {
  const start = instantOf(startsAt, timeZone);
  return start > now && start <= now + DAY && stampedAt.getTime() < start - TOO_LATE;
}

async function remind(app: App, { id, networkId }: PlanWhole): Promise<void> {
  await change(app, SYSTEM, { action: 'meeting:remind', networkId, subject: id }, async ({ tx, now }) => {
    const plan = await findPlan(tx, id);
    // moved or called off meanwhile
    if (plan?.state !== 'planned' || plan.remindedFor === plan.startsAt || !isDue(plan, now.getTime())) return ok(null);
    const ids = [...new Set([plan.createdBy, ...plan.invitations.flatMap(({ personId }) => personId ?? [])])];
    const people = await peopleByIds(tx, [...(await membersAmong(tx, networkId, ids))]);
    const ways = await waysOf(
      tx,
      people.map((person) => person.id)
    );
    const origin = publicOrigin(app.env);
    for (const { id: personId, email, locale } of people) {
      const { mail, push } = ways.get(personId)!;
      await queuePush(tx, app, personId, 'meeting', push);
      if (!mail) continue;
      const { title, place, startsAt, minutes, timeZone } = plan;
      const letter = renderMail(locale, 'meeting-tomorrow', {
        ...{ title, place: place || '-', link: `${origin}/app/meetings/planned/${plan.id}` },
        when: meetingTimeWords(locale, instantOf(startsAt, timeZone), minutes, timeZone),
        account: `${origin}/account#notifications`
      });
      await queueMail(tx, app, {
        ...{ networkId, recipient: email, ...letter },
        expiresAt: new Date(instantOf(startsAt, timeZone))
      });
    }
    await noteReminded(tx, plan.id, plan.startsAt);
    return ok(null);
  });
}
