import { SYSTEM } from '$lib/domain/identity/actor';
import type { PairingStatus } from '$lib/domain/mentoring/pairing-states';
import { ok } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change } from '../shared/change';
import { inviteWhatFits } from './invite';
import { allPairsOf, unfollowed, updatePairing } from './pairing-repository';
import { findRound, insertPairings, type PairingRow, type RoundRow } from './repository';
import { solveRound } from './solve-round';

/**
 * Where an invitation came to nothing, the next best mentor is found and invited: for everybody of that round who has
 * nobody now, together, so that what became free goes where it does most. Pairs that were declined, or never answered, are
 * not proposed a second time.
 */
export async function offerNextBest(app: App): Promise<void> {
  const waiting = await unfollowed(app.db.read);
  for (const roundId of new Set(waiting.map((row) => row.roundId))) {
    const round = await findRound(app.db.read, roundId);
    if (round)
      await fillUp(
        app,
        round,
        waiting.filter((row) => row.roundId === roundId)
      );
  }
}

async function fillUp(app: App, round: RoundRow, missed: readonly PairingRow[]): Promise<void> {
  const pairs = round.state === 'published' ? await allPairsOf(app.db.read, round.id) : [];
  const solved = round.state === 'published' ? await solveRest(app, round, pairs) : null;
  const entry = { action: 'round:next-best', networkId: round.networkId, subject: round.id };
  await change(app, SYSTEM, entry, async (context) => {
    for (const row of missed) await updatePairing(context.tx, row.id, { followedUpAt: context.now });
    const replaces = new Map(missed.map((row) => [row.menteeId, row.id]));
    const found = solved?.ok ? solved.value.pairings : [];
    await insertPairings(
      context.tx,
      found.map((pair) => ({ ...pair, replacesId: replaces.get(pair.menteeId) ?? null }))
    );
    await inviteWhatFits(app, context, round.networkId);
    return ok(found.length);
  });
  if (solved && !solved.ok) app.log.info({ round: round.id, problem: solved.problems[0]?.code }, 'no next best');
}

/** Only those of the round that hold nothing ask; the places that are left are offered; the pairs there are stay. */
async function solveRest(app: App, round: RoundRow, pairs: readonly PairingRow[]) {
  const { networkId, id: roundId, weights } = round;
  const held = new Set(pairs.filter(({ status }) => WAITS_OR_RUNS.includes(status)).map((row) => row.menteeId));
  const asking = new Set(
    [...pairs.map((row) => row.menteeId), ...round.unmatched.map((one) => one.municipalityId)].filter(
      (id) => !held.has(id)
    )
  );
  const apart = pairs.map((row): [string, string] => [row.menteeId, row.mentorId]);
  const decided = { weights, pins: [], forbids: round.forbids, apart, previous: [] };
  return solveRound(app, { networkId, roundId, objective: 'total', ...decided, asking });
}

const WAITS_OR_RUNS: readonly PairingStatus[] = ['proposed', 'invited', 'active'];
