import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { indexModel } from '$lib/domain/assessment/model-index';
import { type Actor, ANONYMOUS, OPERATOR } from '$lib/domain/identity/actor';
import { ok, type Result } from '$lib/domain/shared/result';
import type { Outcome } from '$lib/domain/sync/protocol';
import type { App } from '$lib/server/app';
import { createAccessLink } from '$lib/server/assessment/access-link-service';
import { copySharedAnswers, createConfirmLink } from '$lib/server/assessment/assist-service';
import { commentByLink, confirmByLink, readConfirmation } from '$lib/server/assessment/public-confirm-service';
import { readReview, readWaveProgress } from '$lib/server/assessment/read-review-service';
import { findAssessment, findAnswer, writeAnswer } from '$lib/server/assessment/repository';
import { revisionsOf } from '$lib/server/assessment/review-repository';
import {
  approveAssessment,
  commentOnAssessment,
  extendAssessment,
  reopenAssessment,
  returnAssessment,
  settleReviewComment
} from '$lib/server/assessment/review-service';
import { closeWave, listNetworkWaves, openWave } from '$lib/server/assessment/service';
import { shippedModels } from '$lib/server/model/seed';
import { change } from '$lib/server/shared/change';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { eq } from 'drizzle-orm';
import { wave } from '$lib/server/db/schema/assessment';
import { answerCommand, envelope, push } from '../support/commands';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';
import { mailTo } from '../support/test-people';

type Person = Extract<Actor, { kind: 'person' }>;
const DAY = 86_400_000;
const from = { address: '192.0.2.1', device: null };
const CRITERION = shippedModels.at(-1)!.model.criteria[0]!.id;

let app: App;
let net: TestNetwork;
let clock: ReturnType<typeof testClock>;
let officer: Person;
let coordinator: Person;
let first: string;
let second: string;

beforeEach(async () => {
  clock = testClock();
  app = await createTestApp({ now: clock.now });
  net = await createTestNetwork(app);
  // ten days to answer
  await app.db.write(
    async (tx) =>
      void (await tx
        .update(wave)
        .set({ closesAt: new Date(clock.now().getTime() + 10 * DAY) })
        .where(eq(wave.id, net.waveId)))
  );
  officer = await net.enlist('officer');
  coordinator = await net.enlist('coordinator');
  [first, second] = net.municipalities.map((m) => m.assessmentId) as [string, string];
});
afterEach(() => disposeTestApp(app));

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problems[0]!.code);

async function send(actor: Actor, type: string, payload: unknown, issuedAt = clock.now()): Promise<string> {
  const sent = valueOf(
    await pushCommands(app, actor, push([envelope(type, payload, { issuedAt: issuedAt.toISOString() })]))
  );
  return said(sent.outcomes[0]!);
}
const said = (outcome: Outcome) => (outcome.outcome === 'rejected' ? outcome.problems[0]!.code : outcome.outcome);
async function answer(
  actor: Actor,
  assessmentId = first,
  value = 'yes',
  issuedAt = clock.now(),
  baseVersion: number | null = null
) {
  const command = answerCommand(
    assessmentId,
    { criterionId: CRITERION, value: value as 'yes' },
    { issuedAt: issuedAt.toISOString(), baseVersion }
  );
  return said(valueOf(await pushCommands(app, actor, push([command]))).outcomes[0]!);
}
const row = async (id = first) => (await findAssessment(app.db.read, id))!;
const version = async (id = first) => (await findAnswer(app.db.read, id, CRITERION))?.version ?? null;
const stateOf = async (id = first) =>
  valueOf(await readWaveProgress(app, coordinator, { waveId: net.waveId })).rows.find((r) => r.assessment.id === id)
    ?.state;

async function submit(id = first): Promise<void> {
  expect(await answer(officer, id)).toBe('applied');
  expect(await send(officer, 'assessment.submit', { assessmentId: id })).toBe('applied');
}

describe('the time to answer', () => {
  it('ends with the last day, and a refusal names it and whom to ask', async () => {
    clock.forward(11 * DAY);
    const outcome = valueOf(
      await pushCommands(
        app,
        officer,
        push([answerCommand(first, { criterionId: CRITERION }, { issuedAt: clock.now().toISOString() })])
      )
    ).outcomes[0]!;
    expect(outcome).toMatchObject({ outcome: 'rejected', problems: [{ code: 'wave-over' }] });
    expect(JSON.stringify(outcome)).toContain('2026-12-02');
    expect(JSON.stringify(outcome)).toContain('ask your coordinator');
    expect(await send(officer, 'assessment.submit', { assessmentId: first })).toBe('wave-over');
  });

  it('loses no answer given in time on a device without network, until the wave is closed', async () => {
    const inTime = new Date(clock.now().getTime() + 9 * DAY);
    clock.forward(12 * DAY);
    expect(await answer(officer, first, 'partly', inTime)).toBe('applied');
    valueOf(await closeWave(app, coordinator, { waveId: net.waveId }));
    expect(await answer(officer, second, 'partly', inTime)).not.toBe('applied');
    expect(await answer(officer, first, 'no', inTime)).toBe('wave-closed');
  });

  it('does not begin before the first day', async () => {
    await app.db.write(
      async (tx) =>
        void (await tx
          .update(wave)
          .set({ opensAt: new Date(clock.now().getTime() + 2 * DAY) })
          .where(eq(wave.id, net.waveId)))
    );
    expect(await answer(officer)).toBe('wave-not-open');
  });

  it('is longer for one municipality that was given more, and no longer once that is taken back', async () => {
    clock.forward(11 * DAY);
    valueOf(await extendAssessment(app, coordinator, { assessmentId: first, closesOn: '2026-12-20' }));
    expect(await answer(officer)).toBe('applied');
    const other = await net.enlist('officer', 1);
    expect(await answer(other, second)).toBe('wave-over');
    expect(codeOf(await extendAssessment(app, coordinator, { assessmentId: first, closesOn: '2026-12-01' }))).toBe(
      'extension-early'
    );
    valueOf(await extendAssessment(app, coordinator, { assessmentId: first, closesOn: null }));
    expect(await answer(officer, first, 'no', undefined, await version())).toBe('wave-over');
  });
});

describe('the states of a wave', () => {
  it('go from invited over opened, started and stuck to submitted and approved', async () => {
    expect(await stateOf()).toBe('invited');
    expect(await send(officer, 'assessment.open', { assessmentId: first })).toBe('applied');
    expect(await stateOf()).toBe('opened');
    await answer(officer);
    expect(await stateOf()).toBe('started');
    valueOf(await extendAssessment(app, coordinator, { assessmentId: first, closesOn: '2027-01-31' }));
    clock.forward(14 * DAY);
    expect(await stateOf()).toBe('stuck');
    await send(officer, 'assessment.submit', { assessmentId: first });
    expect(await stateOf()).toBe('submitted');
    valueOf(await approveAssessment(app, coordinator, { assessmentId: first }));
    expect(await stateOf()).toBe('approved');
  });

  it('keep the first look, and take a late one quietly', async () => {
    await send(officer, 'assessment.open', { assessmentId: first });
    const { openedAt } = await row();
    clock.forward(DAY);
    await send(officer, 'assessment.open', { assessmentId: first });
    expect((await row()).openedAt).toEqual(openedAt);
    valueOf(await closeWave(app, coordinator, { waveId: net.waveId }));
    const other = await net.enlist('officer', 1);
    expect(await send(other, 'assessment.open', { assessmentId: second })).toBe('applied');
    expect((await row(second)).openedAt).toBeNull();
  });
});

describe('review', () => {
  it('sees no draft: not in the list, not on its page, and cannot comment on it', async () => {
    await answer(officer);
    const review = valueOf(await readReview(app, coordinator, { assessmentId: first }));
    expect(review).toMatchObject({ answers: null, comments: null, answered: 1, state: 'started' });
    const note = { assessmentId: first, criterionId: null, text: 'How is it going?' };
    expect(codeOf(await commentOnAssessment(app, coordinator, note))).toBe('draft-inside');
    expect(await send(coordinator, 'comment.add', { ...note, commentId: v7() })).toBe('draft-inside');
  });

  it('sees what was submitted, comments on an answer, and the officer settles it', async () => {
    await submit();
    const review = valueOf(await readReview(app, coordinator, { assessmentId: first }));
    expect(review.answers).toMatchObject({ from: 'now', list: [{ criterionId: CRITERION, value: 'yes' }] });
    valueOf(
      await commentOnAssessment(app, coordinator, {
        assessmentId: first,
        criterionId: CRITERION,
        text: 'Which decision?'
      })
    );
    const pulled = valueOf(await pullChanges(app, officer, { since: 0 }));
    const comment = pulled.changes.find((c) => c.entity === 'comment')!;
    expect(comment.data).toMatchObject({ text: 'Which decision?', criterionId: CRITERION, settled: false });
    expect(
      await send(officer, 'comment.add', {
        commentId: v7(),
        assessmentId: first,
        criterionId: CRITERION,
        text: 'KS 2025/118'
      })
    ).toBe('applied');
    expect(await send(officer, 'comment.settle', { commentId: comment.id, settled: true })).toBe('applied');
    const after = valueOf(await readReview(app, coordinator, { assessmentId: first }));
    expect(after.comments?.map((c) => [c.text, c.settled])).toEqual([
      ['Which decision?', true],
      ['KS 2025/118', false]
    ]);
    valueOf(
      await settleReviewComment(app, coordinator, { assessmentId: first, commentId: comment.id, settled: false })
    );
    expect(
      codeOf(await commentOnAssessment(app, coordinator, { assessmentId: first, criterionId: 'nothing', text: 'x' }))
    ).toBe('unknown-criterion');
  });

  it('takes a comment that is sent twice once, and no other under its id', async () => {
    const payload = { commentId: v7(), assessmentId: first, criterionId: null, text: 'A question' };
    expect(await send(officer, 'comment.add', payload)).toBe('applied');
    expect(await send(officer, 'comment.add', payload)).toBe('applied');
    expect(await send(officer, 'comment.add', { ...payload, text: 'Another' })).toBe('comment-id-reused');
  });

  it('returns with a reason and a mail; what was submitted is kept, the draft stays inside, and a second submission counts', async () => {
    const before = clock.now();
    await submit();
    clock.forward(DAY);
    valueOf(await returnAssessment(app, coordinator, { assessmentId: first, text: 'Name the decision, please.' }));
    expect(await row()).toMatchObject({
      submittedAt: null,
      submittedBy: null,
      revision: 2,
      returnedBy: coordinator.personId
    });
    expect(await stateOf()).toBe('returned');
    const [kept] = await revisionsOf(app.db.read, first);
    expect(kept).toMatchObject({ revision: 1, reason: 'returned', submittedAt: before, answers: [{ value: 'yes' }] });
    const { rows } = await people();
    const mails = await mailTo(app, rows.get(officer.personId)!);
    expect(mails[0]?.body).toContain('Name the decision, please.');

    await answer(officer, first, 'no', undefined, await version());
    const review = valueOf(await readReview(app, coordinator, { assessmentId: first }));
    expect(review.answers).toMatchObject({ from: 'revision', list: [{ value: 'yes' }] });
    await send(officer, 'assessment.submit', { assessmentId: first });
    expect(await row()).toMatchObject({ returnedAt: null, returnedBy: null });
    expect(await stateOf()).toBe('submitted');
  });

  it('asks for a new last day when it returns after the deadline', async () => {
    await submit();
    clock.forward(12 * DAY);
    const again = { assessmentId: first, text: 'Once more' };
    expect(codeOf(await returnAssessment(app, coordinator, again))).toBe('deadline-passed');
    valueOf(await returnAssessment(app, coordinator, { ...again, closesOn: '2026-12-20' }));
    expect(await answer(officer, first, 'no', undefined, await version())).toBe('applied');
  });

  it('lets the municipality change what it has submitted, which stays submitted; approved it is locked until opened again', async () => {
    await submit();
    clock.forward(1000);
    expect(await answer(officer, first, 'partly', undefined, await version())).toBe('applied');
    expect(await stateOf()).toBe('submitted');
    expect(valueOf(await readReview(app, coordinator, { assessmentId: first })).changedSince).toBe(true);
    valueOf(await approveAssessment(app, coordinator, { assessmentId: first }));
    expect(await answer(officer, first, 'no', undefined, await version())).toBe('assessment-approved');
    expect(await send(officer, 'assessment.submit', { assessmentId: first })).toBe('assessment-approved');
    expect(codeOf(await returnAssessment(app, coordinator, { assessmentId: first, text: 'x' }))).toBe(
      'approved-already'
    );
    valueOf(await reopenAssessment(app, coordinator, { assessmentId: first }));
    expect(await row()).toMatchObject({ approvedAt: null, submittedAt: null, revision: 2 });
    expect(await revisionsOf(app.db.read, first)).toMatchObject([{ reason: 'reopened', approvedAt: clock.now() }]);
    expect(await answer(officer, first, 'no', undefined, await version())).toBe('applied');
  });

  it('approves only what the coordinator has read', async () => {
    await submit();
    const { answers } = valueOf(await readReview(app, coordinator, { assessmentId: first }));
    await answer(officer, first, 'no', undefined, await version());
    expect(codeOf(await approveAssessment(app, coordinator, { assessmentId: first, seen: answers!.mark }))).toBe(
      'changed-meanwhile'
    );
    expect(codeOf(await approveAssessment(app, coordinator, { assessmentId: second }))).toBe('not-submitted');
  });

  it('ends with the wave: closed, nothing about it changes', async () => {
    await submit();
    const other = await net.enlist('officer', 1);
    const commentId = v7();
    await send(officer, 'comment.add', { commentId, assessmentId: first, criterionId: null, text: 'Done' });
    valueOf(await closeWave(app, coordinator, { waveId: net.waveId }));
    const closed = [
      returnAssessment(app, coordinator, { assessmentId: first, text: 'x' }),
      reopenAssessment(app, coordinator, { assessmentId: first }),
      approveAssessment(app, coordinator, { assessmentId: first }),
      extendAssessment(app, coordinator, { assessmentId: first, closesOn: '2027-01-31' }),
      commentOnAssessment(app, coordinator, { assessmentId: first, criterionId: null, text: 'x' }),
      settleReviewComment(app, coordinator, { assessmentId: first, commentId, settled: true }),
      createConfirmLink(app, coordinator, { assessmentId: first }),
      closeWave(app, coordinator, { waveId: net.waveId })
    ];
    expect((await Promise.all(closed)).map(codeOf)).toEqual(closed.map(() => 'wave-closed'));
    for (const [who, type, payload] of [
      [officer, 'assessment.submit', { assessmentId: first }],
      [officer, 'assessment.name', { assessmentId: first, named: true }],
      [coordinator, 'assessment.assist', { assessmentId: second }],
      [other, 'comment.add', { commentId: v7(), assessmentId: second, criterionId: null, text: 'x' }],
      [officer, 'comment.settle', { commentId, settled: true }]
    ] as const)
      expect(await send(who, type, payload), type).toBe('wave-closed');
  });
});

describe('what is published', () => {
  it('is said before the wave opens, and is each municipality’s choice only where that was said', async () => {
    expect(await send(officer, 'assessment.name', { assessmentId: first, named: true })).toBe('nothing-to-choose');
    valueOf(await closeWave(app, coordinator, { waveId: net.waveId }));
    const period = { name: '2027', opensOn: '2026-11-20', closesOn: '2027-03-31' };
    const opened = valueOf(
      await openWave(app, coordinator, { networkId: net.networkId, wave: { ...period, publish: 'chosen' } })
    );
    const waves = valueOf(await listNetworkWaves(app, coordinator, { networkId: net.networkId }));
    expect(waves.find(({ id }) => id === opened.waveId)).toMatchObject({ publish: 'chosen' });
    const { rows } = valueOf(await readWaveProgress(app, coordinator, { waveId: opened.waveId }));
    const mine = rows.find((r) => r.municipality.id === net.municipalities[0]!.id)!.assessment.id;
    expect((await row(mine)).named).toBeNull();
    expect(await send(officer, 'assessment.name', { assessmentId: mine, named: true })).toBe('applied');
    expect((await row(mine)).named).toBe(true);
  });
});

describe('filled in together', () => {
  const begin = () => send(coordinator, 'assessment.assist', { assessmentId: first });

  async function ready() {
    expect(await begin()).toBe('applied');
    expect(await answer(coordinator)).toBe('applied');
    expect(await send(coordinator, 'assessment.ready', { assessmentId: first })).toBe('applied');
    const made = valueOf(
      await createConfirmLink(app, coordinator, { assessmentId: first, email: 'chief@example.org' })
    );
    return { ...made, token: made.link.split('/').at(-1)! };
  }

  it('lets a coordinator answer only after it has begun, and calls these answers assisted', async () => {
    expect(await answer(coordinator)).toBe('forbidden');
    await begin();
    expect(await answer(coordinator)).toBe('applied');
    expect(await findAnswer(app.db.read, first, CRITERION)).toMatchObject({
      origin: 'assisted',
      answeredBy: coordinator.personId
    });
    expect(await answer(await net.enlist('analyst'), first)).toBe('forbidden');
  });

  it('does not begin where the municipality has answered, and does where it has only looked', async () => {
    await answer(officer);
    expect(await begin()).toBe('begun-already');
    const other = await net.enlist('officer', 1);
    await send(other, 'assessment.open', { assessmentId: second });
    expect(await send(coordinator, 'assessment.assist', { assessmentId: second })).toBe('applied');
    expect((await row(second)).mode).toBe('assisted');
  });

  it('begins over what was only carried over from the last wave, and asks for answers all the same', async () => {
    await app.db.write((tx) =>
      writeAnswer(
        tx,
        { answer: v7(), history: v7() },
        {
          assessmentId: first,
          criterionId: CRITERION,
          value: 'yes',
          note: '',
          evidence: '',
          origin: 'prefill',
          version: 1,
          answeredBy: 'x',
          answeredAt: clock.now()
        },
        clock.now(),
        indexModel(shippedModels.at(-1)!.model).positions
      )
    );
    expect(await begin()).toBe('applied');
    expect(await send(coordinator, 'assessment.ready', { assessmentId: first })).toBe('nothing-answered');
  });

  it('gives the coordinator’s device the answers of this one and no other draft', async () => {
    const other = await net.enlist('officer', 1);
    await answer(other, second);
    await begin();
    await answer(coordinator);
    const { changes } = valueOf(await pullChanges(app, coordinator, { since: 0 }));
    const seen = changes.flatMap((c) => (c.entity === 'answer' && c.data ? c.data.assessmentId : []));
    expect(seen).toEqual([first]);
  });

  it('is ready only once something is answered, and has no link before', async () => {
    await begin();
    expect(await send(coordinator, 'assessment.ready', { assessmentId: first })).toBe('nothing-answered');
    await answer(coordinator);
    expect(codeOf(await createConfirmLink(app, coordinator, { assessmentId: first }))).toBe('not-ready');
    await send(coordinator, 'assessment.ready', { assessmentId: first });
    expect(await stateOf()).toBe('ready');
    expect(await send(coordinator, 'assessment.ready', { assessmentId: second })).toBe('not-assisted');
  });

  it('counts once the municipality confirms through the link, without an account; opening changes nothing', async () => {
    const { token, mailed } = await ready();
    expect(mailed).toBe(true);
    expect((await mailTo(app, 'chief@example.org'))[0]?.body).toContain(`/confirm/${token}`);
    const shown = valueOf(await readConfirmation(app, ANONYMOUS, { token, from }));
    expect(shown).toMatchObject({ state: 'waiting', municipalityName: 'Kommun 0114', answers: [{ value: 'yes' }] });
    expect((await row()).submittedAt).toBeNull();
    const word = { token, from, name: 'Tove Demo', role: 'Head of IT', seen: shown.seen };
    valueOf(await confirmByLink(app, ANONYMOUS, word));
    expect(await row()).toMatchObject({ submittedAt: clock.now(), mode: 'assisted' });
    expect((await row()).submittedBy).toMatch(/^link:/);
    expect(codeOf(await confirmByLink(app, ANONYMOUS, word))).toBe('confirmed-already');
    expect(valueOf(await readReview(app, coordinator, { assessmentId: first })).confirmed).toEqual({
      name: 'Tove Demo',
      role: 'Head of IT'
    });
    // confirmed answers are no coordinator's to change
    expect(await answer(coordinator, first, 'no', undefined, await version())).toBe('confirmed');
  });

  it('confirms only the answers that were shown', async () => {
    const { token } = await ready();
    const { seen } = valueOf(await readConfirmation(app, ANONYMOUS, { token, from }));
    await answer(coordinator, first, 'no', undefined, await version());
    expect(codeOf(await confirmByLink(app, ANONYMOUS, { token, from, name: 'Tove Demo', role: 'IT', seen }))).toBe(
      'changed-meanwhile'
    );
    expect((await row()).submittedAt).toBeNull();
  });

  it('takes "something is wrong" back to the coordinator, and confirms by the same link afterwards', async () => {
    const { token } = await ready();
    valueOf(await commentByLink(app, ANONYMOUS, { token, from, name: 'Tove Demo', text: 'We do not have that list.' }));
    const { rows } = await people();
    expect((await mailTo(app, rows.get(coordinator.personId)!))[0]?.body).toContain('We do not have that list.');
    const review = valueOf(await readReview(app, coordinator, { assessmentId: first }));
    expect(review.comments).toMatchObject([{ text: 'We do not have that list.', by: 'Tove Demo' }]);
    await answer(coordinator, first, 'no', undefined, await version());
    const { seen, comments } = valueOf(await readConfirmation(app, ANONYMOUS, { token, from }));
    expect(comments).toHaveLength(1);
    valueOf(await confirmByLink(app, ANONYMOUS, { token, from, name: 'Tove Demo', role: 'IT', seen }));
  });

  it('confirms after the last day, but not after the wave is closed or the link has ended', async () => {
    const { token } = await ready();
    const { seen } = valueOf(await readConfirmation(app, ANONYMOUS, { token, from }));
    const word = { token, from, name: 'Tove Demo', role: 'IT', seen };
    clock.forward(31 * DAY);
    expect(codeOf(await confirmByLink(app, ANONYMOUS, word))).toBe('link-expired');
    await send(coordinator, 'assessment.ready', { assessmentId: first });
    const again = valueOf(await createConfirmLink(app, coordinator, { assessmentId: first }))
      .link.split('/')
      .at(-1)!;
    valueOf(await closeWave(app, coordinator, { waveId: net.waveId }));
    expect(codeOf(await confirmByLink(app, ANONYMOUS, { ...word, token: again }))).toBe('wave-closed');
    expect(valueOf(await readConfirmation(app, ANONYMOUS, { token: again, from }))).toMatchObject({
      state: 'closed',
      answers: []
    });
  });

  it('opens nothing for a made-up token, or for an assessment the municipality fills in itself', async () => {
    expect(codeOf(await readConfirmation(app, ANONYMOUS, { token: 'x'.repeat(43), from }))).toBe('link-unknown');
    expect(codeOf(await createConfirmLink(app, officer, { assessmentId: first }))).toBe('not-ready');
    const { token } = valueOf(await createAccessLink(app, coordinator, { purpose: 'confirm', assessmentId: first }));
    expect(codeOf(await readConfirmation(app, ANONYMOUS, { token, from }))).toBe('link-unknown');
  });
});

describe('one officer for several municipalities', () => {
  let both: Person;
  beforeEach(() => {
    // the same person, officer of two
    const [a, b] = net.municipalities;
    both = {
      ...officer,
      memberships: [a!, b!].map(({ id }) => ({ networkId: net.networkId, role: 'officer', municipalityId: id }))
    };
  });
  const copy = (actor: Actor = both) =>
    copySharedAnswers(app, actor, { fromAssessmentId: first, toAssessmentIds: [second] });

  it('copies the answers, which count only once that municipality has confirmed', async () => {
    await answer(both);
    expect(valueOf(await copy())).toEqual({ municipalities: 1, copied: 1, kept: 0 });
    expect(await row(second)).toMatchObject({ mode: 'shared', submittedAt: null });
    expect(await findAnswer(app.db.read, second, CRITERION)).toMatchObject({ value: 'yes', origin: 'shared' });
    expect(await send(both, 'assessment.submit', { assessmentId: second })).toBe('confirm-needed');
    expect(await send(both, 'assessment.submit', { assessmentId: first })).toBe('applied');
    expect(await send(both, 'assessment.ready', { assessmentId: second })).toBe('applied');
    const { link } = valueOf(await createConfirmLink(app, both, { assessmentId: second }));
    const token = link.split('/').at(-1)!;
    const { seen } = valueOf(await readConfirmation(app, ANONYMOUS, { token, from }));
    valueOf(await confirmByLink(app, ANONYMOUS, { token, from, name: 'Isa Demo', role: 'Registrar', seen }));
    expect(await row(second)).toMatchObject({ mode: 'shared', submittedAt: clock.now() });
  });

  it('gives a device everything again when its person’s rights have changed', async () => {
    await answer(officer);
    await answer(await net.enlist('officer', 1), second);
    const before = valueOf(await pullChanges(app, officer, { since: 0 }));
    const entry = { action: 'membership:create', networkId: net.networkId };
    await change(app, OPERATOR, entry, async ({ feed }) => {
      await feed('person', officer.personId);
      return ok(null);
    });
    const pulled = valueOf(await pullChanges(app, both, { since: before.cursor }));
    expect(pulled.full).toBe(true);
    const seen = pulled.changes.flatMap((c) => (c.entity === 'answer' && c.data ? c.data.assessmentId : []));
    expect(seen.sort()).toEqual([first, second].sort());
  });

  it('lets an officer of that municipality alone submit the copied answers', async () => {
    await answer(both);
    valueOf(await copy());
    expect(await send(await net.enlist('officer', 1), 'assessment.submit', { assessmentId: second })).toBe('applied');
  });

  it('copies over nothing a municipality has answered itself', async () => {
    await answer(both);
    const other = await net.enlist('officer', 1);
    await answer(other, second, 'no');
    expect(codeOf(await copy())).toBe('begun-already');
    expect(await findAnswer(app.db.read, second, CRITERION)).toMatchObject({ value: 'no' });
  });

  it('keeps what a colleague changed when the answers are copied again', async () => {
    await answer(both);
    valueOf(await copy());
    const other = await net.enlist('officer', 1);
    await answer(other, second, 'no', undefined, await version(second));
    expect(valueOf(await copy())).toEqual({ municipalities: 1, copied: 0, kept: 1 });
    expect(await findAnswer(app.db.read, second, CRITERION)).toMatchObject({ value: 'no' });
  });

  it('is refused to an officer of one of them only', async () => {
    await answer(officer);
    expect(codeOf(await copy(officer))).toBe('forbidden');
    expect(codeOf(await copy(coordinator))).toBe('forbidden');
  });
});

/** Addresses by person. */
async function people(): Promise<{ rows: Map<string, string> }> {
  const { findPerson } = await import('$lib/server/identity/repository');
  const rows = new Map<string, string>();
  for (const { personId } of [officer, coordinator])
    rows.set(personId, (await findPerson(app.db.read, personId))!.email);
  return { rows };
}
