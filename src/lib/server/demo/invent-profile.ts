import { scoreDimension } from '$lib/domain/assessment/score-dimension';
import type { AnswerValue, MaturityModel } from '$lib/domain/model/types';
import { measureDistance } from '$lib/domain/mentoring/distance';
import type { mentoringProfile } from '../db/schema/mentoring';
import { type DemoMunicipality, Dice, type InventedAnswer } from './invent';

/** Offers help where it is at level 2 or further, asks for it where it is lowest. */
export function inventProfile(model: MaturityModel, given: InventedAnswer[], dice: Dice, surelyOffers = false) {
  const sheet: Record<string, AnswerValue> = Object.fromEntries(given.map((a) => [a.criterionId, a.value]));
  const levels = model.dimensions.map(({ id }) => ({ id, level: scoreDimension(model, id, sheet)?.level ?? 0 }));
  const willing = dice.chance(0.6) || surelyOffers;
  const offers = willing ? levels.filter((d) => d.level >= 2).map((d) => d.id) : [];
  const wants = [...levels]
    .sort((a, b) => a.level - b.level)
    .filter((d) => d.level < 3)
    .slice(0, 1 + dice.below(3))
    .map((d) => d.id);
  return {
    offers,
    capacity: offers.length ? 1 + dice.below(2) : 0,
    wants: dice.chance(0.8) ? wants : [],
    languages: dice.chance(0.15) ? ['sv', 'en'] : ['sv']
  };
}

type Row = typeof mentoringProfile.$inferInsert;
type Place = Pick<DemoMunicipality, 'lat' | 'lon'> & { id: string };

const DAY = 86_400_000;
const REASONS = [
  'De har samma ärendesystem som vi.',
  'Vi träffades på länets nätverksmöte.',
  'De har nyss beslutat om licens och det ska vi göra i vår.',
  'Ungefär lika stora som vi, och nära.',
  'De har löst frågan om diariet och öppna data.'
];
const SYSTEMS = ['Diariet 5', 'Kartbordet', 'Skolväven', 'Ärendegången', 'Datahyllan'];

/**
 * What some of them say besides: mentors wished for among those near that offer what they want, months, rest, groups,
 * whom they avoid; a few have withdrawn. From dice of its own, so that the rest of the demo stays the same.
 *
 * @param keep those of the demo's own people: they surely take part, wish for somebody, and avoid nobody
 */
export function inventWishes(
  rows: readonly Row[],
  { seed, now, places, keep }: { seed: number; now: Date; places: readonly Place[]; keep: ReadonlySet<string> }
): Row[] {
  const dice = new Dice(seed + 5);
  const placeOf = new Map(places.map((place) => [place.id, place]));
  return rows.map((row, i) => {
    const here = placeOf.get(row.municipalityId)!;
    const near = rows
      .filter((other) => other !== row)
      .map((other) => ({
        id: other.municipalityId,
        row: other,
        km: measureDistance(here, placeOf.get(other.municipalityId)!)
      }))
      .sort((a, b) => a.km - b.km);
    const helpers = near.filter((other) => other.row.offers.some((offer) => row.wants.includes(offer))).slice(0, 8);
    const ours = keep.has(row.municipalityId);
    const drawn = dice.chance(0.35) ? helpers.filter(() => dice.chance(0.3)).slice(0, 5) : [];
    const wished = ours ? helpers.slice(0, 2) : drawn;
    const free = near.slice(0, 30).filter((other) => !wished.includes(other));
    const mentor = row.offers.length > 0;
    const start = dice.below(12);
    const consentedAt = new Date(now.getTime() - (5 + dice.below(40)) * DAY);
    const leaves = dice.chance(0.06) && i % 3 !== 0 && !ours;
    const groups =
      mentor && dice.chance(0.12)
        ? [{ id: dice.id(), dimension: dice.pick(row.offers), places: 2 + dice.below(4) }]
        : [];
    const avoid = dice.chance(0.06) && !ours ? [dice.pick(free).id] : [];
    return {
      ...row,
      forms: dice.chance(0.4) ? (dice.chance(0.5) ? ['call'] : ['call', 'visit']) : [],
      months:
        dice.chance(0.3) || ours ? [0, 1, 2, 3].map((step) => ((start + step) % 12) + 1).sort((a, b) => a - b) : [],
      rest: mentor && dice.chance(0.2),
      distance: dice.chance(0.3) ? (dice.chance(0.75) ? 'near' : 'elsewhere') : null,
      wishes: wished.map(({ id }) => ({ municipalityId: id, reason: dice.pick(REASONS) })),
      prefers:
        mentor && dice.chance(0.15)
          ? free
              .filter(({ id }) => !avoid.includes(id))
              .slice(0, 1)
              .map(({ id }) => id)
          : [],
      systems: dice.chance(0.4) ? [...new Set([dice.pick(SYSTEMS), dice.pick(SYSTEMS)])] : [],
      groups,
      avoid,
      consentedAt,
      withdrawnAt: leaves ? new Date(consentedAt.getTime() + 3 * DAY) : null
    };
  });
}
