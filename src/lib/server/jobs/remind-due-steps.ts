import { SYSTEM } from '$lib/domain/identity/actor';
import { addDays, REMIND_DAYS, reminderDue } from '$lib/domain/roadmap/reminder-due';
import { ok } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { Tx } from '../db/client';
import { officersOf, type PersonRow } from '../identity/repository';
import { dayWords, dueWords } from '../mail/mail-words';
import { queueMail } from '../mail/queue-mail';
import { renderMail } from '../mail/render-mail';
import type { StoredModel } from '../model/repository';
import { queuePush, type Ways, waysOf } from '../push/reminder-ways';
import { findMunicipality, type MunicipalityRow } from '../register/repository';
import { markReminded, plannedUntil, type StepRow } from '../roadmap/repository';
import { modelOfNetwork, textIn } from '../roadmap/step-words';
import { change } from '../shared/change';
import { publicOrigin } from '../shared/origin';
import { today } from '../shared/today';

/**
 * Reminds whoever looks after a step a week before its due date, and again once the day has passed: one mail, notification
 * or both a person and run, as they chose. Steps of somebody without an account, or who has left, go to the municipality's officers.
 */
export async function remindDueSteps(app: App): Promise<void> {
  const day = today(app);
  const rows = await plannedUntil(app.db.read, { until: addDays(day, REMIND_DAYS) });
  const waiting = rows.filter((row) => reminderDue(row, day));
  for (const municipalityId of new Set(waiting.map((row) => row.municipalityId)))
    await remind(app, municipalityId, day);
}

async function remind(app: App, municipalityId: string, day: string): Promise<void> {
  const municipality = await findMunicipality(app.db.read, municipalityId);
  if (!municipality) return;
  const stored = await modelOfNetwork(app, municipality.networkId);
  const entry = { action: 'step:remind', networkId: municipality.networkId, subject: municipalityId };
  await change(app, SYSTEM, entry, async ({ tx }) => {
    // read again inside: somebody may have changed a date meanwhile
    const rows = await plannedUntil(tx, { until: addDays(day, REMIND_DAYS), municipalityId });
    const steps = rows.filter((row) => reminderDue(row, day));
    for (const [person, { steps: theirs, ways }] of await recipientsOf(tx, municipalityId, steps)) {
      if (ways.mail) await sendReminder(app, tx, { municipality, stored, person, steps: theirs, day });
      await queuePush(tx, app, person.id, 'plan', ways.push);
    }
    for (const row of steps) await markReminded(tx, row.id, reminderDue(row, day)!);
    return ok(null);
  });
}

/** Who is reminded of what, and how; whoever wants no reminders gets none, and nobody else in their place. */
async function recipientsOf(
  tx: Tx,
  municipalityId: string,
  steps: StepRow[]
): Promise<Map<PersonRow, { steps: StepRow[]; ways: Ways }>> {
  const officers = (await officersOf(tx, municipalityId))
    .filter(({ membership, person }) => !membership.endedAt && !person.disabledAt)
    .map(({ person }) => person);
  const all = await waysOf(
    tx,
    officers.map(({ id }) => id)
  );
  const found = new Map<PersonRow, { steps: StepRow[]; ways: Ways }>();
  for (const step of steps) {
    const owner = step.ownerName === '' ? officers.filter(({ id }) => id === step.ownerId) : [];
    for (const person of owner.length ? owner : officers) {
      const ways = all.get(person.id);
      if (ways?.mail || ways?.push.length)
        found.set(person, { steps: [...(found.get(person)?.steps ?? []), step], ways });
    }
  }
  return found;
}

interface Reminder {
  municipality: MunicipalityRow;
  stored: StoredModel | null;
  person: PersonRow;
  steps: StepRow[];
  day: string;
}

/** What is due and when; no notes and nobody's name. */
async function sendReminder(app: App, tx: Tx, reminder: Reminder): Promise<void> {
  const { municipality, stored, person, steps, day } = reminder;
  const said = textIn(stored, person.locale)?.criteria;
  const lines = steps.map(({ criterionId, due }) => {
    const date = dayWords(person.locale, new Date(`${due}T12:00:00`));
    return `- ${said?.[criterionId]?.statement ?? criterionId}\n  ${dueWords(person.locale, due! < day, date)}`;
  });
  const origin = publicOrigin(app.env);
  const letter = renderMail(person.locale, 'steps-due', {
    municipality: municipality.name,
    steps: lines.join('\n'),
    link: `${origin}/app/plan`,
    account: `${origin}/account#notifications`
  });
  await queueMail(tx, app, { networkId: municipality.networkId, recipient: person.email, ...letter });
}
