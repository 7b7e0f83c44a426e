import { SYSTEM } from '$lib/domain/identity/actor';
import { listWaiting } from '$lib/domain/mentoring/waiting-mentees';
import { ok } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change } from '../shared/change';
import { today } from '../shared/today';
import { inviteWhatFits } from './invite';
import { allPairsOf, publishedRounds, readPulse, updatePairing } from './pairing-repository';
import { holdingPairings, insertPairings, type PairingRow, type RoundRow } from './repository';
import { solveRound } from './solve-round';

/** What a round looked like when it was looked through last: lost with the process, and then it is looked through again. */
const seen = new WeakMap<App, Map<string, string>>();

/**
 * Finds and invites the next best mentor for everybody of a published round who has nobody now. Looked for again as often
 * as anything has changed that can free a place, whatever it was: a no, an invitation that lapsed, a pairing that ended, a
 * larger capacity, a place in a group, a new mentor, the end of a rest. Who is asked first: `listWaiting`. Pairs that were
 * declined, or never answered, are not proposed a second time.
 */
export async function offerNextBest(app: App): Promise<void> {
  const known = seen.get(app) ?? new Map<string, string>();
  seen.set(app, known);
  const rounds = await publishedRounds(app.db.read);
  for (const round of rounds) {
    const before = await pulseOf(app, round);
    if (known.get(round.id) === before) continue;
    for (const turn of await turnsOf(app, round, rounds)) await offer(app, round, new Set(turn));
    known.set(round.id, before);
  }
}

/** Those who wait in this round and have been offered nobody in another one since it was published. */
async function turnsOf(app: App, round: RoundRow, rounds: readonly RoundRow[]): Promise<string[][]> {
  const pairs = await allPairsOf(app.db.read, round.id);
  const since = round.publishedAt?.getTime() ?? 0;
  // one that waits for its turn was proposed with its round
  const published = new Map(rounds.map(({ id, publishedAt }) => [id, publishedAt]));
  const held = (await holdingPairings(app.db.read, round.networkId)).filter(
    ({ invitedAt, roundId }) => ((invitedAt ?? published.get(roundId))?.getTime() ?? 0) > since
  );
  const elsewhere = new Set(held.map(({ menteeId }) => menteeId));
  const unmatched = round.unmatched.map(({ municipalityId }) => municipalityId);
  return listWaiting(unmatched, pairs)
    .map((ids) => ids.filter((id) => !elsewhere.has(id)))
    .filter((ids) => ids.length > 0);
}

async function offer(app: App, round: RoundRow, asking: ReadonlySet<string>): Promise<void> {
  const { networkId, id: roundId, weights } = round;
  const before = await pulseOf(app, round);
  const pairs = await allPairsOf(app.db.read, roundId);
  const apart = pairs.map((row): [string, string] => [row.menteeId, row.mentorId]);
  const decided = { weights, pins: [], forbids: round.forbids, apart, previous: [] };
  const solved = await solveRound(app, { networkId, roundId, objective: 'total', ...decided, asking });
  if (!solved.ok) app.log.info({ round: roundId, problem: solved.problems[0]?.code }, 'no next best');
  const found = solved.ok ? solved.value.pairings : [];
  const lost = lastOf(pairs, asking);
  const news = lost.filter(({ followedUpAt }) => followedUpAt === null);
  if (!found.length && !news.length) return;
  const replaces = new Map(lost.map((row) => [row.menteeId, row.id]));
  await change(app, SYSTEM, { action: 'round:next-best', networkId, subject: roundId }, async (context) => {
    // somebody has answered since the pairs were computed: a place may be gone, and they are computed again
    if ((await pulseOf(app, round, context.tx)) !== before) return ok(0);
    for (const { id } of news) await updatePairing(context.tx, id, { followedUpAt: context.now });
    await insertPairings(
      context.tx,
      found.map((pair) => ({ ...pair, replacesId: replaces.get(pair.menteeId) ?? null }))
    );
    await inviteWhatFits(app, context, networkId);
    return ok(found.length);
  });
}

/** What each of these mentees lost last: nothing has been offered in its place. */
function lastOf(pairs: readonly PairingRow[], asking: ReadonlySet<string>): PairingRow[] {
  const replaced = new Set(pairs.map(({ replacesId }) => replacesId));
  return pairs.filter(({ id, menteeId }) => asking.has(menteeId) && !replaced.has(id));
}

const pulseOf = async (app: App, { networkId }: RoundRow, db: Parameters<typeof readPulse>[0] = app.db.read) =>
  `${today(app)} ${await readPulse(db, networkId)}`;
