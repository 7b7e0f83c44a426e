import { mainGroupOf, SIZE_CLASSES, sizeClassOf } from '$lib/domain/register/size-class';
import { estimateShare } from '$lib/domain/reporting/statistics/estimate-share';
import { demoRegister } from '$lib/server/demo/create-demo';
import { Dice, inventMunicipality } from '$lib/server/demo/invent';
import { shippedModels } from '$lib/server/model/seed';

// The demo network's population answers again and again, by chance or by how far on it is: how often is the truth within?

export const DRAWS = 2000;
const { model } = shippedModels.at(-1)!;
const dice = new Dice(290);
const population = demoRegister.map((place) => ({
  size: SIZE_CLASSES.findIndex(({ id }) => id === sizeClassOf(place.population)) + 1,
  group: mainGroupOf(place.groupCode) ?? '',
  // everybody's answer, also of those that would have been silent
  answers: new Map(
    inventMunicipality(place, model, dice, {
      ...{ state: 'submitted', ability: 0.55 * Math.log(place.population / 16_000) + 0.7 * dice.normal() },
      reached: model.criteria.length
    }).answers.map(({ criterionId, value }) => [criterionId, value === 'yes'])
  )
}));
const shareOf = (criterion: string) =>
  population.filter(({ answers }) => answers.get(criterion)).length / population.length;
/** One criterion for each tenth between 10 and 90 %. */
const criteria = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].flatMap((wanted) => {
  const near = model.criteria
    .map(({ id }) => ({ id, share: shareOf(id) }))
    .filter(({ share }) => share >= 0.1 && share <= 0.9)
    .sort((a, b) => Math.abs(a.share - wanted) - Math.abs(b.share - wanted))[0];
  return near ? [near] : [];
});
export const wanted = [...new Map(criteria.map((one) => [one.id, one])).values()];

function draw(criterion: string, answers: (yes: boolean) => boolean) {
  const cells = new Map<string, { size: number; group: string; population: number; answered: number; yes: number }>();
  for (const place of population) {
    const { size, group } = place;
    const cell = cells.get(`${size}${group}`) ?? { size, group, population: 0, answered: 0, yes: 0 };
    const yes = place.answers.get(criterion) === true;
    cell.population++;
    if (answers(yes)) {
      cell.answered++;
      if (yes) cell.yes++;
    }
    cells.set(`${size}${group}`, cell);
  }
  return estimateShare([...cells.values()]);
}

/** Of so many draws, how many had the truth in the interval, and in the bounds; and where the estimate stood on average. */
export function held(criterion: string, truth: number, answers: (yes: boolean) => boolean, draws = DRAWS) {
  let [interval, bounds, shares, widths] = [0, 0, 0, 0];
  for (let i = 0; i < draws; i++) {
    const { estimate, bounds: outer } = draw(criterion, answers);
    const inner = estimate?.interval;
    if (inner && inner.low <= truth && truth <= inner.high) interval++;
    if (outer.low <= truth + 1e-12 && truth <= outer.high + 1e-12) bounds++;
    shares += estimate?.share ?? 0;
    widths += inner ? inner.high - inner.low : 0;
  }
  return { interval: interval / draws, bounds: bounds / draws, mean: shares / draws, width: widths / draws };
}
