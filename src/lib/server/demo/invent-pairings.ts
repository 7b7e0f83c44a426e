import type { MaturityModel } from '$lib/domain/model/types';
import type { Tx } from '../db/client';
import { pairing, round } from '../db/schema/mentoring';
import { pairingStory } from '../db/schema/stories';
import { insertMany } from './insert-many';
import type { NowInvented } from './invent-earlier';
import { Dice } from './invent';

const DAY = 86_400_000;
const PAIRS = 34;
const IN_VAIN = 26;
/** Of those, how many were invited, and nobody answered. */
const EXPIRED = 18;

/** Invented, and about nothing that a municipality could be held to. */
const TOLD = [
  'Vi hade skjutit på det i två år. Ett samtal om hur de gjorde räckte för att vi skulle våga börja.',
  'De visade sitt eget underlag. Vi bytte namn och siffror och tog det till nämnden på tre veckor.',
  'Det svåraste var att veta vem som skulle göra det. När de berättade vem som ägde frågan hos dem visste vi vem vi skulle fråga.',
  'Vi gjorde det tillsammans på en eftermiddag, med deras checklista på skärmen.',
  'Vi trodde att det krävde ett nytt system. Det gjorde det inte, och det såg vi först när de visade hur de hade gjort.',
  'Tre möten, en mall och en påminnelse. Resten var vardag.'
];

/**
 * The mentoring of a year ago, between the two waves: who was paired, who asked in vain, and what some of them tell. Nothing is added to
 * what the waves found, so that the figures show what they show where there is no effect. Drawn by size and lot, never by results.
 */
export async function inventPairings(
  tx: Tx,
  from: {
    seed: number;
    networkId: string;
    model: MaturityModel;
    /** When the present wave opened. */
    opensAt: Date;
    drawn: NowInvented[];
    /** The demo's own pair: an officer's municipality, and the one that helped it. */
    own: { mentee: string; mentor: string };
  }
): Promise<void> {
  const { networkId, model, opensAt, drawn, own } = from;
  // dice of its own: what was drawn before stays as it is
  const dice = new Dice(from.seed + 2);
  const held = new Date(opensAt.getTime() - 310 * DAY);
  const roundId = dice.id();
  const free = drawn.filter(({ place, state }) => state === 'submitted' && place.code !== own.mentor);
  const bySize = [...free].sort((a, b) => b.place.population - a.place.population);
  const mentors = bySize.slice(0, PAIRS);
  const others = shuffle(bySize.slice(PAIRS), dice);
  const pairs: { mentee: NowInvented; mentor: NowInvented }[] = others
    .slice(0, PAIRS - 1)
    .map((mentee, i) => ({ mentee, mentor: mentors[i]! }));
  const inVain = others.slice(PAIRS - 1, PAIRS - 1 + IN_VAIN);
  const at = (code: string) => drawn.find(({ place }) => place.code === code);
  const [mentee, mentor] = [at(own.mentee), at(own.mentor)];
  if (mentee && mentor) pairs.unshift({ mentee, mentor });
  await tx.insert(round).values({
    ...{ id: roundId, networkId, name: `Runda 1 ${held.getUTCFullYear()}`, createdAt: held, createdBy: 'system' },
    ...{ total: 0, bound: 0, publishedAt: held, computedAt: held, closedAt: held, state: 'closed' },
    unmatched: inVain.slice(EXPIRED).map(({ place }) => ({ municipalityId: place.id, reason: 'capacity' as const }))
  });
  const made = pairs.map((pair) => {
    const startedAt = new Date(held.getTime() + dice.below(20) * DAY);
    return { ...pair, id: dice.id(), dimension: dice.pick(model.dimensions).id, startedAt };
  });
  await insertMany(
    tx,
    pairing,
    made.map(({ id, mentee, mentor, dimension, startedAt }) => ({
      ...{ id, networkId, roundId, menteeId: mentee.place.id, mentorId: mentor.place.id, dimension },
      ...{ score: 0, reasons: [], status: 'closed' as const, invitedAt: held, startedAt },
      ...{ menteeAcceptedAt: startedAt, mentorAcceptedAt: startedAt, closedAs: 'completed' as const },
      closedAt: new Date(startedAt.getTime() + 180 * DAY)
    }))
  );
  const lapsed = new Date(held.getTime() + 14 * DAY);
  await insertMany(
    tx,
    pairing,
    inVain.slice(0, EXPIRED).map(({ place }, i) => ({
      ...{ id: dice.id(), networkId, roundId, menteeId: place.id, mentorId: mentors[i]!.place.id },
      ...{ dimension: dice.pick(model.dimensions).id, score: 0, reasons: [], status: 'expired' as const },
      ...{ invitedAt: held, expiresAt: lapsed, followedUpAt: lapsed }
    }))
  );
  await insertMany(tx, pairingStory, tellStories(made.slice(1), { dice, networkId, model }));
}

type Made = { id: string; mentee: NowInvented; dimension: string; startedAt: Date };

/** Of pairs whose mentee says yes to something on the dimension now; the last one waits for its mentor. */
function tellStories(
  made: readonly Made[],
  { dice, networkId, model }: { dice: Dice; networkId: string; model: MaturityModel }
): (typeof pairingStory.$inferInsert)[] {
  const told = made.flatMap((pair) => {
    const reached = model.criteria
      .filter(({ dimension }) => dimension === pair.dimension)
      .sort((a, b) => a.level - b.level)
      .find(({ id }) => pair.mentee.answers.some(({ criterionId, value }) => criterionId === id && value === 'yes'));
    return reached ? [{ ...pair, criterionId: reached.id }] : [];
  });
  return told.slice(0, TOLD.length).map(({ id, dimension, criterionId, startedAt }, i) => {
    const at = new Date(startedAt.getTime() + 120 * DAY);
    return {
      ...{ id: dice.id(), networkId, pairingId: id, side: 'mentee' as const, text: TOLD[i]!, dimension, criterionId },
      ...{ month: at.toISOString().slice(0, 7), edition: 1, version: 1, menteeConsentAt: at },
      mentorConsentAt: i < TOLD.length - 1 ? at : null,
      ...{ createdBy: 'system', createdAt: at, updatedAt: at }
    };
  });
}

function shuffle<T>(list: readonly T[], dice: Dice): T[] {
  return list
    .map((item) => ({ item, key: dice.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
