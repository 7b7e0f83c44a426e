import type { Problem } from '../shared/result';
import { countWords } from './count-words';
import type { ModelParts, TextParts } from './sound-parts';
import type { Criterion, CriterionText } from './types';

export const MOST_STATEMENT_WORDS = 20;

/** A fault below the place of one criterion's text. */
interface Fault {
  code: string;
  field: string;
  says: string;
  facts?: Record<string, number>;
}

function checkCount(code: string, field: string, length: number | undefined, least: number, most: number): Fault[] {
  if (length === undefined || (length >= least && length <= most)) return [];
  return [{ code, field, says: `has ${length} - write ${least} to ${most}`, facts: { has: length, least, most } }];
}

function checkStatement({ statement }: Partial<CriterionText>): Fault[] {
  const words = statement === undefined ? 0 : countWords(statement);
  if (words <= MOST_STATEMENT_WORDS) return [];
  const says = `has ${words} words - say it in at most ${MOST_STATEMENT_WORDS}`;
  return [{ code: 'statement-too-long', field: 'statement', says, facts: { words } }];
}

function checkTips({ tips }: Partial<CriterionText>): Fault[] {
  const faults = checkCount('tips-count', 'tips', tips?.length, 2, 5);
  if (tips && !tips.some((tip) => tip.free)) {
    const says = 'has none that is free - mark or add one that can be done this week without money';
    faults.push({ code: 'free-tip-missing', field: 'tips', says });
  }
  if (tips && !tips.some((tip) => tip.small)) {
    const says = 'has none that is small - mark or add one that fits a municipality with no data staff';
    faults.push({ code: 'small-tip-missing', field: 'tips', says });
  }
  return faults;
}

function checkPossibleAnswers(criterion: Partial<Criterion>, text: Partial<CriterionText>): Fault[] {
  const faults: Fault[] = [];
  if (criterion.canBePartly && text.partlyMeans === '') {
    const says = 'is empty - say what partly means, or set canBePartly to false';
    faults.push({ code: 'partly-text-missing', field: 'partlyMeans', says });
  }
  if (criterion.canBeNotApplicable === true && text.notApplicableWhen === undefined) {
    const says = 'is missing - state the condition, or set canBeNotApplicable to false';
    faults.push({ code: 'not-applicable-text-missing', field: 'notApplicableWhen', says });
  }
  if (criterion.canBeNotApplicable === false && text.notApplicableWhen !== undefined) {
    const says = 'is never shown - remove it, or set canBeNotApplicable to true';
    faults.push({ code: 'not-applicable-text-unused', field: 'notApplicableWhen', says });
  }
  return faults;
}

/**
 * What the text of every criterion owes: a statement of at most 20 words, 2 to 4 points of "yes means", 2 to 5 tips
 * with one free and one small, and texts for just those answers that are possible.
 *
 * Codes: `statement-too-long`, `yes-means-count`, `tips-count`, `free-tip-missing`, `small-tip-missing`,
 * `partly-text-missing`, `not-applicable-text-missing`, `not-applicable-text-unused`.
 *
 * @example
 * findCriterionTextFaults(modelParts, englishParts)[0];
 * // { code: 'tips-count', path: 'texts.en.criteria.legal-release-check.tips',
 * //   message: 'texts.en.criteria.legal-release-check.tips has 1 - write 2 to 5.' }
 */
export function findCriterionTextFaults(model: ModelParts, parts: TextParts): Problem[] {
  return (model.criteria ?? []).flatMap((criterion) => {
    const text = criterion.id === undefined ? undefined : parts.sections.criteria?.get(criterion.id);
    if (!text) return [];
    const faults = [
      ...checkStatement(text),
      ...checkCount('yes-means-count', 'yesMeans', text.yesMeans?.length, 2, 4),
      ...checkTips(text),
      ...checkPossibleAnswers(criterion, text)
    ];
    return faults.map(({ code, field, says, facts }) => {
      const path = `${parts.place}.criteria.${criterion.id}.${field}`;
      return { code, path, message: `${path} ${says}.`, ...(facts && { facts }) };
    });
  });
}
