import { scoreDimension } from '$lib/domain/assessment/score-dimension';
import { lastDay } from '$lib/domain/mentoring/pairing-states';
import type { AnswerSheet, MaturityModel } from '$lib/domain/model/types';
import type { Tx } from '../db/client';
import { pairing } from '../db/schema/mentoring';
import { pairingAgenda, pairingEvaluation, pairingVisit } from '../db/schema/pairing-life';
import { step } from '../db/schema/roadmap';
import { pairingsOfMentor, updatePairing } from '../mentoring/pairing-repository';
import type { NowInvented } from './invent-earlier';
import { Dice } from './invent';

const DAY = 86_400_000;
/** As in `demo-people.ts`: Ljusdal and Umeå; the county of the latter. */
const [MENTEE, MENTOR, NEAR_MENTOR] = ['2161', '2480', '24'];
const AGE_DAYS = 45;
const DONE = ['s1-who', 's1-result', 's1-story', 's1-goals', 's2-show'];

interface Place {
  id: string;
  sheet: AnswerSheet;
}

export interface DemoPair {
  seed: number;
  networkId: string;
  roundId: string;
  model: MaturityModel;
  now: Date;
  /** The demo's own two, with who stands for each. */
  mentee: Place & { officerId: string };
  mentor: Place & { officerId: string };
  /** Somebody else that the mentor helps, without an account. */
  other: Place;
}

/** The demo's own mentee and mentor, and another that the mentor helps; null where somebody is missing. */
export function findDemoPair(
  from: Pick<DemoPair, 'seed' | 'networkId' | 'model' | 'now'>,
  drawn: readonly NowInvented[],
  people: readonly { id: string; code?: string }[]
): Omit<DemoPair, 'roundId'> | null {
  const placeOf = ({ place, answers }: NowInvented): Place => ({
    id: place.id,
    sheet: Object.fromEntries(answers.map(({ criterionId, value }) => [criterionId, value]))
  });
  const officerAt = (code: string) => {
    const found = drawn.find(({ place }) => place.code === code);
    const officerId = people.find((someone) => someone.code === code)?.id;
    return found && officerId ? { ...placeOf(found), officerId } : null;
  };
  const [mentee, mentor] = [officerAt(MENTEE), officerAt(MENTOR)];
  const other = drawn.find(
    ({ place, state }) => state === 'submitted' && place.countyCode === NEAR_MENTOR && place.code !== MENTOR
  );
  return mentee && mentor && other ? { ...from, mentee, mentor, other: placeOf(other) } : null;
}

/** What runs and what has ended, invented: a pairing in its second month, and what was said of the one of a year ago. */
export async function inventRunning(tx: Tx, from: DemoPair): Promise<void> {
  const { seed, networkId, roundId, model, now, mentor, other } = from;
  const dice = new Dice(seed + 7);
  const startedAt = new Date(now.getTime() - AGE_DAYS * DAY);
  const day = (days: number) => new Date(now.getTime() + days * DAY).toISOString().slice(0, 10);
  await tellOfThePast(tx, from);
  const known = (await pairingsOfMentor(tx, mentor.id)).filter((row) => row.roundId === roundId);
  if (known.some((row) => row.menteeId === other.id && row.mentorId === mentor.id)) return;
  const dimension = dimensionFor(model, other.sheet, mentor.sheet);
  const goals = goalsOf(model, dimension, other.sheet);
  const id = dice.id();
  await tx.insert(pairing).values({
    ...{ id, networkId, roundId, menteeId: other.id, mentorId: mentor.id, dimension, score: 0 },
    ...{ reasons: [gapReason(model, dimension, other.sheet, mentor.sheet)], status: 'active', invitedAt: startedAt },
    ...{ mentorOfficerId: mentor.officerId, menteeAcceptedAt: startedAt, mentorAcceptedAt: startedAt, startedAt },
    ...{ endsOn: lastDay(startedAt.toISOString().slice(0, 10)), goals }
  });
  const by = { updatedBy: mentor.officerId, updatedAt: now };
  await tx
    .insert(step)
    .values(
      goals.map((criterionId, i) => ({
        ...{ id: dice.id(), networkId, municipalityId: other.id, criterionId, due: null, version: 1, ...by },
        status: i === 0 ? ('done' as const) : ('planned' as const)
      }))
    )
    .onConflictDoNothing();
  const item = { pairingId: id, session: 1, text: '', done: true, removed: false, version: 1, ...by };
  await tx
    .insert(pairingAgenda)
    .values([
      ...DONE.map((itemId) => ({ ...item, id: itemId, session: Number(itemId[1]) })),
      { ...item, id: dice.id(), session: 3, text: 'Påhittat: gå igenom avtalet med leverantören', done: false }
    ]);
  const visit = { ...{ pairingId: id, travel: 640, lodging: 0, other: 120, hours: 12, version: 1 }, ...by };
  await tx.insert(pairingVisit).values([
    { ...visit, id: dice.id(), on: day(-8), place: 'Umeå, stadshuset', purpose: 'Påhittat: se rutinen', state: 'held' },
    { ...visit, id: dice.id(), on: day(31), place: 'Umeå, stadshuset', purpose: '', lodging: 1290, state: 'planned' }
  ]);
}

/** What the mentor said of the pairing of a year ago; the mentee is still asked. */
async function tellOfThePast(tx: Tx, { model, now, mentee, mentor }: DemoPair): Promise<void> {
  const [past] = (await pairingsOfMentor(tx, mentor.id)).filter(
    (row) => row.menteeId === mentee.id && row.status === 'closed'
  );
  if (!past) return;
  const goals = goalsOf(model, past.dimension, mentee.sheet);
  const officers = { menteeOfficerId: mentee.officerId, mentorOfficerId: mentor.officerId };
  await updatePairing(tx, past.id, { goals, ...officers });
  await tx.insert(pairingEvaluation).values({
    ...{ pairingId: past.id, side: 'mentor', helped: 4, goals: goals.slice(0, 1), again: true, version: 1 },
    worked: 'Påhittat: korta samtal varje månad, med ett beslut i taget.',
    missing: 'Påhittat: en jurist från andra sidan redan vid första samtalet.',
    ...{ createdBy: mentor.officerId, updatedAt: past.closedAt ?? now }
  });
}

/** An invitation between the demo's own two, so that it can be answered from both sides. */
export async function inventInvitation(tx: Tx, from: DemoPair): Promise<void> {
  const { seed, networkId, roundId, model, now, mentee, mentor } = from;
  const dice = new Dice(seed + 8);
  const known = (await pairingsOfMentor(tx, mentor.id)).filter((row) => row.roundId === roundId);
  if (known.some((row) => row.menteeId === mentee.id && row.mentorId === mentor.id)) return;
  const dimension = dimensionFor(model, mentee.sheet, mentor.sheet);
  await tx.insert(pairing).values({
    ...{ id: dice.id(), networkId, roundId, menteeId: mentee.id, mentorId: mentor.id, dimension, score: 0 },
    ...{ reasons: [gapReason(model, dimension, mentee.sheet, mentor.sheet)], status: 'invited', invitedAt: now },
    ...{ expiresAt: new Date(now.getTime() + 14 * DAY) },
    ...{ menteeOfficerId: mentee.officerId, mentorOfficerId: mentor.officerId }
  });
}

const levelOf = (model: MaturityModel, dimension: string, sheet: AnswerSheet) =>
  scoreDimension(model, dimension, sheet)?.level ?? 0;

/** The first on which the mentor is ahead, a little rather than much. */
function dimensionFor(model: MaturityModel, mentee: AnswerSheet, mentor: AnswerSheet): string {
  const ahead = model.dimensions
    .map(({ id }) => ({ id, gap: levelOf(model, id, mentor) - levelOf(model, id, mentee) }))
    .filter(({ gap }) => gap > 0)
    .sort((a, b) => a.gap - b.gap);
  return ahead[0]?.id ?? model.dimensions[0]!.id;
}

/** What the mentee has not reached there, the lowest levels first. */
function goalsOf(model: MaturityModel, dimension: string, sheet: AnswerSheet): string[] {
  return model.criteria
    .filter(({ id, dimension: of }) => of === dimension && sheet[id] !== 'yes')
    .sort((a, b) => a.level - b.level)
    .slice(0, 3)
    .map(({ id }) => id);
}

function gapReason(model: MaturityModel, dimension: string, mentee: AnswerSheet, mentor: AnswerSheet) {
  const [menteeLevel, mentorLevel] = [levelOf(model, dimension, mentee), levelOf(model, dimension, mentor)];
  const facts = { dimension, menteeLevel, mentorLevel, levelsAhead: mentorLevel - menteeLevel };
  return { factor: 'gap', value: 1, weight: 35, facts };
}
