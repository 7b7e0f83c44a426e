import { v7 } from 'uuid';
import type { Actor } from '$lib/domain/identity/actor';
import type { Outcome } from '$lib/domain/sync/protocol';
import type { Entity, Records } from '$lib/domain/sync/records';
import type { App } from '$lib/server/app';
import { closeMail, sendWaitingMail } from '$lib/server/mail/send-waiting-mail';
import type { ContactRow } from '$lib/server/outreach/contact-repository';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { invitationIn } from './calendar-mail';
import { type CampaignWorld, createCampaignWorld, must } from './campaign-world';
import { envelope, push } from './commands';
import { type Post, startPost } from './post';
import { createTestApp, disposeTestApp, testClock } from './test-app';
import { actorOf, createMember } from './test-people';

type Person = Extract<Actor, { kind: 'person' }>;
export let app: App;
export let post: Post | undefined;
export let world: CampaignWorld;
/** A contact of the first municipality. */
export let kim: ContactRow;
export let colleague: Person;
export const clock = testClock();

/** A network with a coordinator, a colleague and a contact, and a real mail server; what is exported here is of the test that runs. */
export async function begin(env: Record<string, string> = {}) {
  post = await startPost();
  app = await createTestApp({
    now: clock.now,
    env: { MAIL_URL: post.url, MAIL_FROM: 'Waymark <post@example.org>', ...env }
  });
  world = await createCampaignWorld(app, 2);
  kim = await world.addContact(0, { name: 'Kim Exempel', role: 'officer', email: 'kim@place0.example' });
  const member = await createMember(app, {
    ...{ networkId: world.networkId, role: 'coordinator' },
    email: `colleague-${app.newId()}@example.org`
  });
  colleague = (await actorOf(app, member.personId)) as Person;
}
export async function end() {
  closeMail(app);
  await disposeTestApp(app);
  await post?.stop();
}

export async function send(actor: Actor, ...commands: unknown[]): Promise<Outcome[]> {
  return must(await pushCommands(app, actor, push(commands))).outcomes;
}
export async function records<E extends Entity>(entity: E, actor: Actor = world.coordinator): Promise<Records[E][]> {
  const { changes } = must(await pullChanges(app, actor, { since: 0 }));
  return changes.flatMap((one) => (one.entity === entity && one.data ? [one.data as Records[E]] : []));
}
export const plans = (actor?: Actor) => records('planned-meeting', actor);

interface Plan {
  meetingId: string;
  [field: string]: unknown;
}
export const newPlan = (change: Record<string, unknown> = {}): Plan => ({
  ...{ meetingId: v7(), title: 'Öppna data i Place 0', form: 'visit', startsAt: '2027-03-29T10:00', minutes: 60 },
  ...{ timeZone: 'Europe/Stockholm', place: 'Stadshuset, rum 3', municipalityIds: [world.places[0]!.id] },
  ...{ invited: [{ id: v7(), contactId: kim.id }], agenda: [], ...change }
});
export const plan = (payload: Plan) => envelope('meeting.plan', payload);
export const changed = (before: Plan, change: Record<string, unknown>) =>
  envelope('meeting.plan', {
    ...{ ...before, ...change },
    was: Object.fromEntries(Object.keys(change).map((name) => [name, before[name]]))
  });
/** Sends what waits, and gives what arrived since. */
export async function deliver() {
  const before = post!.taken.length;
  await sendWaitingMail(app);
  return post!.taken.slice(before);
}
export const only = async () => {
  const [one, ...more] = await deliver();
  if (!one || more.length) throw new Error(`${more.length + (one ? 1 : 0)} mails`);
  return { mail: one, invitation: await invitationIn(one) };
};
export const log = (meetingId: string, change: Record<string, unknown> = {}) =>
  envelope('meeting.log', {
    ...{ meetingId, heldOn: '2026-11-22', form: 'visit', municipalityIds: [world.places[0]!.id], attendees: [] },
    ...{ background: '', workSoFar: '', exchange: '', conclusions: '', barriers: [], followUps: [], ...change }
  });
