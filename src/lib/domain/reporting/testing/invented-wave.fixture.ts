import modelData from '$lib/content/models/roadmap-1.0.0/model.json';
import { scoreAssessment } from '../../assessment/score-assessment';
import type { AnswerValue, MaturityModel } from '../../model/types';
import { SIZE_CLASSES } from '../../register/size-class';
import { seededRandom } from '../../shared/random';
import type { AggregateInput } from '../aggregate-types';

export const MODEL = modelData as MaturityModel;

/** An invented network of `size` municipalities of which about three in four answer; the same seed, the same wave. */
export function inventWave(
  seed: number,
  size: number,
  options: { answering?: number; threshold?: number } = {}
): AggregateInput {
  const next = seededRandom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!;
  const municipalities = Array.from({ length: size }, (_, i) => ({
    code: String(1000 + i),
    sizeClass: pick(SIZE_CLASSES).id,
    mainGroup: pick(['A', 'B', 'C'] as const),
    county: String(i % 21)
  }));
  const codes = municipalities.map(({ code }) => code);
  const answering = codes.slice(0, options.answering ?? Math.floor(size * 0.74));
  const met = codes.filter(() => next() < 0.3);
  return {
    model: MODEL,
    municipalities,
    invited: codes,
    assessed: answering.map((municipality) => {
      const answers = inventAnswers(next);
      const { overall, dimensions } = scoreAssessment(MODEL, answers);
      const levels = Object.fromEntries(Object.entries(dimensions).map(([id, one]) => [id, one?.level ?? null]));
      return { municipality, mode: 'self' as const, overallLevel: overall.level, levels, answers };
    }),
    met,
    barriers: met.flatMap((municipality) =>
      MODEL.barriers.filter((_, i) => next() < 0.6 / (1 + i * 0.3)).map(({ id }) => ({ barrier: id, municipality }))
    ),
    threshold: options.threshold ?? 5
  };
}

function inventAnswers(next: () => number): Record<string, AnswerValue> {
  const drive = next();
  const answers: Record<string, AnswerValue> = {};
  for (const criterion of MODEL.criteria) {
    const chance = drive * 1.25 - criterion.level * 0.28 + 0.35;
    const roll = next();
    if (roll < 0.04) answers[criterion.id] = 'dont-know';
    else if (roll > 0.97 && criterion.canBeNotApplicable) answers[criterion.id] = 'not-applicable';
    else if (next() < chance) answers[criterion.id] = 'yes';
    else if (criterion.canBePartly && next() < 0.3) answers[criterion.id] = 'partly';
    else if (criterion.level > 2 && next() < 0.2) answers[criterion.id] = 'not-reached';
    else answers[criterion.id] = 'no';
  }
  return answers;
}
