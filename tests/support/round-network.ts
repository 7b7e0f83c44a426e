import type { Actor } from '$lib/domain/identity/actor';
import type { App } from '$lib/server/app';
import { answer, assessment, wave } from '$lib/server/db/schema/assessment';
import { municipality } from '$lib/server/db/schema/register';
import { allPairsOf } from '$lib/server/mentoring/pairing-repository';
import { findRound, type ProfileRow, writeProfile } from '$lib/server/mentoring/repository';
import { computeRound, openRound, publishRound, type RoundDecisions } from '$lib/server/mentoring/round-service';
import { shippedModels } from '$lib/server/model/seed';
import { pushCommands } from '$lib/server/sync/service';
import { envelope, push } from './commands';
import type { testClock } from './test-app';
import { actorOf, createMember, createNetwork } from './test-people';

const DAY = 86_400_000;
const { model } = shippedModels.at(-1)!;
export const dimension = model.dimensions[0]!.id;
export const otherDimension = model.dimensions[1]!.id;
const assessed = [dimension, otherDimension];
export const wants = { wants: [dimension] };
export const offers = { offers: [dimension] };

export interface Place {
  id: string;
  officer: Actor;
  email: string;
}

/** A network with an open wave and a coordinator, in which rounds can be run. */
export async function createRoundNetwork(app: App, clock: ReturnType<typeof testClock>) {
  const networkId = await createNetwork(app);
  const coordinator = await actorOf(app, (await createMember(app, { networkId, role: 'coordinator' })).personId);
  const waveId = app.newId();
  const opensAt = app.now();
  const opened = { id: waveId, networkId, name: '2026', modelId: model.id, modelVersion: model.version, opensAt };
  await app.db.write(
    async (tx) => void (await tx.insert(wave).values({ ...opened, closesAt: new Date(opensAt.getTime() + 999 * DAY) }))
  );
  let code = 1000;

  /** A municipality with a submitted assessment on a level in both dimensions, and what it says of itself. */
  async function place(name: string, level: number, says: Partial<ProfileRow>): Promise<Place> {
    const at = app.now();
    const [id, assessmentId] = [app.newId(), app.newId()];
    const common = { networkId, updatedAt: at };
    await app.db.write(async (tx) => {
      await tx.insert(municipality).values({ id, code: String(++code), name, population: 20_000, ...common });
      await tx.insert(assessment).values({ id: assessmentId, waveId, municipalityId: id, submittedAt: at, ...common });
      // everything up to the level answered with yes: the level the engine then finds
      for (const criterion of model.criteria.filter((c) => assessed.includes(c.dimension) && c.level <= level)) {
        const given = { assessmentId, criterionId: criterion.id, value: 'yes' as const };
        await tx.insert(answer).values({ id: app.newId(), ...given, answeredBy: 'x', answeredAt: at, version: 1 });
      }
      const profile = { municipalityId: id, offers: [], capacity: 1, wants: [], languages: ['sv'], version: 1 };
      await writeProfile(tx, { ...profile, consentedAt: at, ...common, ...says });
    });
    const { personId, email } = await createMember(app, { networkId, role: 'officer', municipalityId: id });
    return { id, officer: await actorOf(app, personId), email };
  }

  async function open(name = 'Spring'): Promise<string> {
    const round = { networkId, name, collectUntil: '2030-01-31', replyDays: 14 };
    const result = await openRound(app, coordinator, round);
    if (!result.ok) throw new Error(result.problems[0]!.message);
    return result.value.roundId;
  }

  async function compute(roundId: string, decisions: Partial<RoundDecisions> = {}) {
    const computedAt = (await findRound(app.db.read, roundId))?.computedAt?.toISOString() ?? null;
    clock.forward(1000);
    const result = await computeRound(app, coordinator, { roundId, computedAt, ...decisions });
    if (!result.ok) throw new Error(result.problems[0]!.message);
    return result.value;
  }

  /** A round from wishes to invitations, in one go. */
  async function runRound(decisions: Partial<RoundDecisions> = {}): Promise<string> {
    const roundId = await open();
    await compute(roundId, decisions);
    const published = await publishRound(app, coordinator, { roundId });
    if (!published.ok) throw new Error(published.problems[0]!.message);
    return roundId;
  }

  const pairs = (roundId: string) => allPairsOf(app.db.read, roundId);
  const pairsOf = async (roundId: string) =>
    (await pairs(roundId)).map(({ menteeId, mentorId, status }) => [menteeId, mentorId, status]);

  /** What a device sends; its outcome, or the code of the refusal. */
  async function send(of: Place, type: string, payload: object): Promise<string> {
    const result = await pushCommands(app, of.officer, push([envelope(type, payload)], app.newId()));
    if (!result.ok) return 'refused';
    const outcome = result.value.outcomes[0]!;
    return outcome.outcome === 'rejected' ? outcome.problems[0]!.code : outcome.outcome;
  }
  const reply = (of: Place, pairingId: string, side: 'mentee' | 'mentor', accept: boolean) =>
    send(of, 'pairing.reply', { pairingId, side, accept, reason: '' });
  const end = (of: Place, pairingId: string, side: 'mentee' | 'mentor', as: 'completed' | 'early' | 're-match') =>
    send(of, 'pairing.end', { pairingId, side, as });
  const say = (of: Place, said: object) =>
    send(of, 'mentoring.profile', {
      ...{ municipalityId: of.id, offers: [], capacity: 1, wants: [], languages: ['sv'] },
      ...said
    });

  return { networkId, coordinator, place, open, compute, runRound, pairs, pairsOf, send, reply, end, say };
}
