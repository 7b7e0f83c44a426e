import type { AnswerValue, MaturityModel } from '../model/types';

/** Counts of answers `yes`. */
export interface EvidenceShare {
  /** To criteria that expect evidence. */
  expected: number;
  /** Of these, with a link, a document, a number or a file. */
  given: number;
  /** Of these, without any though it is mandatory: criterion ids in model order. */
  owed: string[];
}

/**
 * How many of the yes-answers that expect evidence have some, in one dimension or in all. It never changes a score.
 *
 * @param withFile Criteria to which a file was given.
 *
 * @example
 * // l1 expects a link
 * countEvidence(model, [{ criterionId: 'l1', value: 'yes', evidence: '' }], new Set(), 'legal')
 * // { expected: 1, given: 0, owed: [] }
 */
export function countEvidence(
  model: MaturityModel,
  answers: Iterable<{ criterionId: string; value: AnswerValue | null; evidence: string }>,
  withFile: ReadonlySet<string>,
  dimension?: string
): EvidenceShare {
  const byCriterion = new Map([...answers].map((answer) => [answer.criterionId, answer]));
  const share: EvidenceShare = { expected: 0, given: 0, owed: [] };
  for (const criterion of model.criteria) {
    if (dimension !== undefined && criterion.dimension !== dimension) continue;
    const answer = byCriterion.get(criterion.id);
    if (criterion.evidence.kind === 'none' || answer?.value !== 'yes') continue;
    share.expected++;
    if (answer.evidence.trim() !== '' || withFile.has(criterion.id)) share.given++;
    else if (criterion.evidence.required) share.owed.push(criterion.id);
  }
  return share;
}
