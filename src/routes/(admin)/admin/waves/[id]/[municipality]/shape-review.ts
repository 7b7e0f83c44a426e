import { deadlineOf } from '$lib/domain/assessment/answer-lock';
import { scoreAssessment } from '$lib/domain/assessment/score-assessment';
import type { AnswerSheet, MaturityModel, ModelText } from '$lib/domain/model/types';
import type { Review } from '$lib/server/assessment/read-review-service';

/** What the page shows of a review: answers by dimension with the words of the model, comments at their place. */
export function shapeReview(review: Review, model: MaturityModel, text: ModelText, now: Date) {
  const { wave, municipality, assessment, answers, comments, ...rest } = review;
  const given = new Map(answers?.list.map((answer) => [answer.criterionId, answer]));
  const sheet: AnswerSheet = Object.fromEntries(
    (answers?.list ?? []).flatMap(({ criterionId, value }) => (value ? [[criterionId, value]] : []))
  );
  const scored = answers && scoreAssessment(model, sheet);
  const at = (criterionId: string | null) => (comments ?? []).filter((c) => c.criterionId === criterionId);
  return {
    ...rest,
    wave: { id: wave.id, name: wave.name, closesAt: wave.closesAt, closedAt: wave.closedAt, publish: wave.publish },
    municipality: { code: municipality.code, name: municipality.name },
    assessment,
    total: model.criteria.length,
    over: now.getTime() >= deadlineOf({ wave, closesAt: assessment.closesAt }),
    answersFrom: answers?.from ?? null,
    seen: answers?.mark ?? '',
    overall: at(null),
    dimensions: answers
      ? model.dimensions.map(({ id }) => ({
          id,
          name: text.dimensions[id]?.name ?? id,
          level: scored?.dimensions[id]?.level ?? null,
          upTo: scored?.dimensions[id]?.range?.[1],
          questions: model.criteria
            .filter(({ dimension }) => dimension === id)
            .map(({ id: criterionId, level }) => ({
              id: criterionId,
              level,
              statement: text.criteria[criterionId]?.statement ?? criterionId,
              answer: given.get(criterionId) ?? null,
              comments: at(criterionId)
            }))
        }))
      : null
  };
}
export type ShownReview = ReturnType<typeof shapeReview>;
