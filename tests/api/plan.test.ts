import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Actor } from '$lib/domain/identity/actor';
import type { Outcome } from '$lib/domain/sync/protocol';
import type { Records } from '$lib/domain/sync/records';
import type { App } from '$lib/server/app';
import { createAccessLink, revokeAccessLink } from '$lib/server/assessment/access-link-service';
import { readContents } from '$lib/server/db/contents';
import { readSharedPlan } from '$lib/server/roadmap/public-plan-service';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { answerCommand, envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

type Person = Extract<Actor, { kind: 'person' }>;
const CRITERION = 'legal-first-licence';
const DAY = 24 * 60 * 60 * 1000;
const clock = testClock();
let app: App;
let net: TestNetwork;
let officer: Person;
let colleague: Person;
beforeEach(async () => {
  app = await createTestApp({ now: clock.now });
  net = await createTestNetwork(app);
  officer = await net.enlist('officer');
  colleague = await net.enlist('officer');
});
afterEach(() => disposeTestApp(app));

const place = () => net.municipalities[0]!.id;
async function send(actor: Actor, ...commands: unknown[]): Promise<Outcome[]> {
  const result = await pushCommands(app, actor, push(commands));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value.outcomes;
}
const setStep = (change: Record<string, unknown>, criterionId = CRITERION) =>
  envelope('step.set', { municipalityId: place(), criterionId, ...change });
async function records<E extends 'step' | 'setting' | 'person' | 'link'>(
  actor: Actor,
  entity: E
): Promise<Records[E][]> {
  const pull = await pullChanges(app, actor, { since: 0 });
  if (!pull.ok) throw new Error('refused');
  return pull.value.changes.flatMap((c) => (c.entity === entity && c.data ? [c.data as Records[E]] : []));
}
const step = async () => (await records(officer, 'step'))[0]!;

describe('a step of the plan', () => {
  it('is its author’s, and everybody of the municipality sees it', async () => {
    await send(officer, setStep({ status: 'planned' }));
    expect(await records(colleague, 'step')).toMatchObject([
      { criterionId: CRITERION, status: 'planned', due: null, ownerId: officer.personId, ownerName: '', doneTips: [] }
    ]);
    const neighbour = await net.enlist('officer', 1);
    expect(await records(neighbour, 'step')).toEqual([]);
  });

  it('keeps what two people change at once, each in another field', async () => {
    await send(officer, setStep({ status: 'planned' }));
    // both saw version 1
    await send(officer, setStep({ note: 'Ask Eva', was: { note: '' } }));
    await send(colleague, setStep({ due: '2027-01-31' }));
    await send(officer, setStep({ doneTips: [0], was: { doneTips: [] } }));
    await send(colleague, setStep({ doneTips: [2], was: { doneTips: [] } }));
    await send(colleague, setStep({ ownerId: colleague.personId, ownerName: '' }));
    expect(await step()).toMatchObject({
      status: 'planned',
      note: 'Ask Eva',
      due: '2027-01-31',
      doneTips: [0, 2],
      ownerId: colleague.personId
    });
  });

  it('keeps both notes where two people wrote at once, and tells both devices', async () => {
    await send(officer, setStep({ note: 'Ask Eva', was: { note: '' } }));
    await send(colleague, setStep({ note: 'Ask Ann', was: { note: '' } }));
    expect((await step()).note).toBe('Ask Eva\n\nAsk Ann');
  });

  it('still takes what a device of the first release sends, and leaves the rest', async () => {
    await send(officer, setStep({ note: 'Ask Eva', doneTips: [1], ownerName: 'IT', ownerId: null }));
    await send(colleague, setStep({ status: 'done', due: null }));
    expect(await step()).toMatchObject({
      status: 'done',
      note: 'Ask Eva',
      doneTips: [1],
      ownerName: 'IT',
      ownerId: null
    });
  });

  it('is looked after by an officer of the municipality, or by a name that is typed', async () => {
    const neighbour = await net.enlist('officer', 1);
    const coordinator = await net.enlist('coordinator');
    for (const ownerId of [neighbour.personId, coordinator.personId, app.newId()]) {
      const [outcome] = await send(officer, setStep({ ownerId }));
      expect(outcome).toMatchObject({ outcome: 'rejected', problems: [{ code: 'owner-unknown' }] });
    }
    expect(await records(officer, 'step')).toEqual([]);
    const people = await records(officer, 'person');
    const chosen = people.filter((one) => one.officerOf?.includes(place())).map(({ id }) => id);
    expect(chosen.sort()).toEqual([officer.personId, colleague.personId].sort());
  });

  it.each([
    ['an unknown criterion', { criterionId: 'no-such-thing' }, 'unknown-criterion'],
    ['a date that is none', { due: '2027-02-30' }, 'invalid'],
    ['a name of two lines', { ownerName: 'a\nb' }, 'invalid'],
    ['a tip that cannot be', { doneTips: [-1] }, 'invalid'],
    ['a note without end', { note: 'x'.repeat(4001) }, 'invalid']
  ])('is refused with %s, naming the place, and nothing is kept', async (_name, change, code) => {
    const [outcome] = await send(officer, setStep(change));
    expect(outcome).toMatchObject({
      outcome: 'rejected',
      problems: [{ code, path: expect.stringMatching(/^commands\.0/) }]
    });
    expect(await records(officer, 'step')).toEqual([]);
  });
});

describe('the settings of a municipality', () => {
  it('are stored whole and refuse what is no condition', async () => {
    const setting = { municipalityId: place(), conditions: ['portal'], target: null, example: false };
    await send(officer, envelope('setting.set', setting));
    expect(await records(colleague, 'setting')).toMatchObject([{ id: place(), conditions: ['portal'], version: 1 }]);
    const [refused] = await send(officer, envelope('setting.set', { ...setting, conditions: ['money'] }));
    expect(refused).toMatchObject({ outcome: 'rejected' });
  });
});

describe('a link to the plan', () => {
  async function makeLink() {
    const made = await createAccessLink(app, officer, { purpose: 'plan', municipalityId: place() });
    if (!made.ok) throw new Error('refused');
    return made.value;
  }
  const open = (token: string) => readSharedPlan(app, ANONYMOUS, { token, locale: 'sv', address: '192.0.2.1' });

  it('shows levels, steps, dates and who; no notes, no answers, nobody with an account by name', async () => {
    const [mine] = net.municipalities;
    await send(
      officer,
      answerCommand(mine!.assessmentId, {
        criterionId: 'legal-knows-whom-to-ask',
        value: 'yes',
        note: 'secret remark'
      }),
      setStep({ due: '2027-01-31', note: 'secret note', doneTips: [0] }),
      setStep({ ownerId: null, ownerName: 'IT-chefen' }, 'mandate-person-has-time'),
      setStep({ status: 'done' }, 'people-can-explain'),
      setStep({ status: 'dropped' }, 'demand-asked-somebody')
    );
    const result = await open((await makeLink()).token);
    if (!result.ok) throw new Error('refused');
    const plan = result.value;
    expect(plan.municipality).toBe('Kommun 0114');
    expect(plan.planned).toMatchObject([
      { criterion: CRITERION, due: '2027-01-31', owner: { kind: 'officer' }, tipsDone: 1 },
      { criterion: 'mandate-person-has-time', due: null, owner: { kind: 'typed', name: 'IT-chefen' } }
    ]);
    expect(plan.done.map(({ criterion }) => criterion)).toEqual(['people-can-explain']);
    expect(plan.profile).toHaveLength(8);
    expect(plan.profile.find(({ dimension }) => dimension === 'legal')).toMatchObject({ before: 1 });
    expect(JSON.stringify(plan)).not.toMatch(/secret|Person \d|"(yes|no|partly)"/);
    expect(JSON.stringify(plan)).not.toContain(officer.personId);
  });

  it('opens as often as one likes and changes nothing by it', async () => {
    const { token } = await makeLink();
    const before = await readContents(app.env.DATABASE_URL);
    expect((await open(token)).ok).toBe(true);
    expect((await open(token)).ok).toBe(true);
    expect(await readContents(app.env.DATABASE_URL)).toEqual(before);
  });

  it('ends when it is revoked, and after 90 days', async () => {
    const [first, second] = [await makeLink(), await makeLink()];
    expect(await revokeAccessLink(app, officer, { linkId: first.id })).toMatchObject({ ok: true });
    expect(await open(first.token)).toMatchObject({ problems: [{ code: 'link-revoked' }] });
    expect((await records(officer, 'link')).find(({ id }) => id === first.id)).toMatchObject({ revoked: true });
    clock.forward(90 * DAY - 1);
    expect((await open(second.token)).ok).toBe(true);
    clock.forward(1);
    expect(await open(second.token)).toMatchObject({ problems: [{ code: 'link-expired' }] });
    expect(await open('x'.repeat(43))).toMatchObject({ problems: [{ code: 'link-unknown' }] });
  });

  it('opens nothing else', async () => {
    const made = await createAccessLink(app, officer, {
      purpose: 'question',
      assessmentId: net.municipalities[0]!.assessmentId,
      criterionId: CRITERION
    });
    if (!made.ok) throw new Error(JSON.stringify(made.problems));
    expect(await open(made.value.token)).toMatchObject({ problems: [{ code: 'link-unknown' }] });
  });
});
