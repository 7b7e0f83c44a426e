import { scoreDimension } from '$lib/domain/assessment/score-dimension';
import type { AnswerValue, MaturityModel } from '$lib/domain/model/types';
import type { Dice, InventedAnswer } from './invent';

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
