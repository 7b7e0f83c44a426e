import type { AnswerValue, MaturityModel } from '$lib/domain/model/types';
import { seededRandom } from '$lib/domain/shared/random';

/** A municipality as the demo register has it; facts from public sources, named in the file. */
export interface DemoMunicipality {
  code: string;
  name: string;
  countyCode: string;
  countyName: string;
  groupCode: string;
  urbanisation: number;
  population: number;
  lat: number;
  lon: number;
}

export interface InventedAnswer {
  criterionId: string;
  value: AnswerValue;
}

export interface Invented {
  /** What became of the invitation to answer. */
  state: 'silent' | 'started' | 'submitted';
  answers: InventedAnswer[];
  met: boolean;
}

/** Seeded draws with the distributions the demo needs. */
export class Dice {
  readonly next: () => number;
  constructor(seed: number) {
    this.next = seededRandom(seed);
  }
  /** Standard normal, by Box and Muller 1958. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }
  chance(p: number): boolean {
    return this.next() < p;
  }
  below(n: number): number {
    return Math.floor(this.next() * n);
  }
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
  /** A UUID in form, drawn from the seed: the same demo has the same ids. */
  id(): string {
    const hex = Array.from({ length: 32 }, () => '0123456789abcdef'[this.below(16)]).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}

/** What the demo's own people need to be: in the middle of answering, or ahead enough to be asked for help. */
export interface Fixed {
  state: Invented['state'];
  /** On the scale of ability: 0 is the middle, 1.5 far ahead. */
  ability: number;
  /** How many criteria have an answer. */
  reached?: number;
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** Average of the logarithm of Swedish municipalities' populations, and its spread: centre and scale of size. */
const SIZE_CENTRE = Math.log(16_000);
const SIZE_SPREAD = 0.95;

/** How hard a level is, on the scale of ability; a steep curve makes the levels a ladder, as the model claims. */
const DIFFICULTY: Record<number, number> = { 1: -1.1, 2: 0.1, 3: 1.2, 4: 2.1, 5: 3 };
const STEEPNESS = 2.2;
/** Some themes lag everywhere. */
const LAG: Record<string, number> = {
  mandate: 0.1,
  people: 0.1,
  inventory: 0,
  legal: 0.25,
  publishing: -0.1,
  quality: 0.3,
  demand: 0.35,
  impact: 0.65
};

/**
 * Invents how one municipality stands: further on where it is larger, dimensions that go together (a common ability
 * makes up two thirds of each), steps that mostly come in order, some don't-knows, and silence more often from the small.
 * A two-parameter item response model (Birnbaum 1968).
 */
export function inventMunicipality(
  municipality: DemoMunicipality,
  model: MaturityModel,
  dice: Dice,
  fixed?: Fixed
): Invented {
  const size = (Math.log(municipality.population) - SIZE_CENTRE) / SIZE_SPREAD;
  const drawn = 0.55 * size + 0.7 * dice.normal();
  const ability = fixed?.ability ?? drawn;
  const respond = dice.next();
  const willing = logistic(0.45 + 0.55 * size + 0.5 * ability);
  const state = fixed ? fixed.state : respond < willing * 0.82 ? 'submitted' : respond < willing ? 'started' : 'silent';
  const met = dice.chance(logistic(-0.9 + 0.5 * size + (state === 'silent' ? -0.4 : 0.3)));
  const some = dice.below(model.criteria.length - 4) + 3;
  const reached = fixed?.reached ?? (state === 'submitted' ? model.criteria.length : state === 'started' ? some : 0);
  const theta = new Map(model.dimensions.map(({ id }) => [id, ability + 0.5 * dice.normal() - (LAG[id] ?? 0)]));
  const answers: InventedAnswer[] = [];
  for (const criterion of model.criteria) {
    const p = logistic(
      STEEPNESS * (theta.get(criterion.dimension)! - DIFFICULTY[criterion.level]! + 0.35 * dice.normal())
    );
    const draw = dice.next();
    const unsure = dice.chance(0.05);
    const skipped = dice.chance(0.015);
    if (answers.length >= reached || skipped) continue;
    const near = p + 0.14 * (1 - p);
    const value: AnswerValue = unsure
      ? 'dont-know'
      : draw < p
        ? 'yes'
        : draw < near && criterion.canBePartly
          ? 'partly'
          : 'no';
    answers.push({ criterionId: criterion.id, value });
  }
  return { state, answers, met };
}

/** Barriers that come up in a talk, more of them where money and people are few. */
export function inventBarriers(
  municipality: DemoMunicipality,
  barrierIds: readonly string[],
  dice: Dice
): { barrierId: string; severity: number }[] {
  const small = municipality.population < 15_000;
  const likely = small
    ? ['no-staff-time', 'no-knowledge', 'supplier-lock-in', 'benefit-unclear', 'no-budget', 'licence-uncertainty']
    : [
        'licence-uncertainty',
        'departments-apart',
        'supplier-lock-in',
        'poor-data-quality',
        'personal-data-worry',
        'demand-unknown'
      ];
  const raised = new Set<string>();
  const count = 1 + dice.below(4);
  while (raised.size < count)
    raised.add(dice.chance(0.75) ? dice.pick(likely.filter((id) => barrierIds.includes(id))) : dice.pick(barrierIds));
  return [...raised].map((barrierId) => ({ barrierId, severity: 1 + dice.below(3) }));
}
