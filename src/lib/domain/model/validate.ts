import { ok, refuseAll, type Problem, type Result } from '../shared/result';
import { parseShape } from './parse-shape';
import { modelSchema, modelTextSchema } from './schema';
import { soundModelParts, soundTextParts, type ModelParts, type TextParts } from './sound-parts';
import type { MaturityModel, ModelText } from './types';
import { findCriterionTextFaults } from './validate-criterion-texts';
import { findCycles, findUpwardDependencies } from './validate-dependencies';
import { findUnequalLanguages, findUntranslatedTexts } from './validate-languages';
import { findDuplicateIds, findUnknownReferences } from './validate-references';
import { findLevelFaults, findPointFaults, findStagedFaults, findUnansweredBarriers } from './validate-structure';
import { findCoverageFaults, findLanguageFaults, findTextsEqualToIds } from './validate-texts';

/** Files of a readable language are named by it, as long as it is not taken; the others by their place in the list. */
function placeTexts(texts: unknown[]): TextParts[] {
  const taken = new Set<string>();
  return texts.map((raw, at) => {
    const parts = soundTextParts(raw, `texts.${at}`);
    if (!parts.locale || taken.has(parts.locale)) return parts;
    taken.add(parts.locale);
    return { ...parts, place: `texts.${parts.locale}` };
  });
}

/** Something written in a wrong shape is not missing: its shape has been explained already. */
function isExplained(problem: Problem, shapeProblems: Problem[]): boolean {
  return (
    problem.code.endsWith('-missing') &&
    shapeProblems.some(({ path }) => path === problem.path || path.startsWith(`${problem.path}.`))
  );
}

function findModelFaults(parts: ModelParts): Problem[] {
  return [
    ...findDuplicateIds(parts),
    ...findUnknownReferences(parts),
    ...findCycles(parts),
    ...findUpwardDependencies(parts),
    ...findLevelFaults(parts),
    ...findStagedFaults(parts),
    ...findPointFaults(parts),
    ...findUnansweredBarriers(parts)
  ];
}

/**
 * The same for a `model.json` alone, while its texts are not written yet: everything but the texts.
 *
 * @example
 * validateModelAlone({ ...model, levels: [0, 2, 1] });
 * // { ok: false, problems: [{ code: 'levels-not-ascending', path: 'levels.2', ... }] }
 */
export function validateModelAlone(model: unknown): Result<MaturityModel> {
  const parsed = parseShape(modelSchema, model, '');
  const problems = [...(parsed.ok ? [] : parsed.problems), ...findModelFaults(soundModelParts(model))];
  return parsed.ok && problems.length === 0 ? parsed : refuseAll(problems);
}

/** Without these a model cannot be scored, whatever else may be missing in it. */
const FATAL_FOR_SCORING = new Set([
  'duplicate-id',
  'unknown-reference',
  'dependency-cycle',
  'levels-not-ascending',
  'criterion-at-start-level'
]);

/**
 * Reads a model only as far as scoring needs it: the shape, ids, references, dependencies and levels. A questionnaire
 * made elsewhere may lack a five-minute check, measures for its barriers, or points for some questions, and has a score.
 *
 * @example
 * readScorableModel({ ...model, measures: [] }).ok; // true, where validateModelAlone names the barriers nothing answers
 */
export function readScorableModel(model: unknown): Result<MaturityModel> {
  const parsed = parseShape(modelSchema, model, '');
  if (!parsed.ok) return parsed;
  const problems = findModelFaults(soundModelParts(model)).filter(({ code }) => FATAL_FOR_SCORING.has(code));
  return problems.length === 0 ? parsed : refuseAll(problems);
}

/**
 * Reads a maturity model and its texts, or explains every fault in them at once: shape, ids, references,
 * dependencies, what the scoring rule demands, and the texts in each language. Entries with the right shape are
 * checked even where others have the wrong one.
 *
 * `model` is the parsed `model.json`, `texts` the parsed text files, one per language in any order.
 * Paths begin at the model (`criteria.3.dependsOn.0`) or, for texts, with the language (`texts.sv.criteria.legal-release-check.tips`).
 * The demands on required criteria and on the five-minute check apply to the rule `staged` alone.
 *
 * Codes: `missing`, `wrong-shape` and `unknown-field` for the shape; the others stand at the functions called here.
 *
 * @example
 * validateModel({ ...model, levels: [0, 2, 1] }, [en, sv, nl]);
 * // { ok: false, problems: [{ code: 'levels-not-ascending', path: 'levels.2',
 * //   message: 'levels.2 is 1 after 2 - list each level once, from low to high.' }] }
 */
export function validateModel(model: unknown, texts: unknown[]): Result<{ model: MaturityModel; texts: ModelText[] }> {
  const parts = soundModelParts(model);
  const textParts = placeTexts(texts);
  const parsedModel = parseShape(modelSchema, model, '');
  const parsedTexts = texts.map((raw, at) => parseShape(modelTextSchema, raw, textParts[at]?.place ?? `texts.${at}`));

  const shapeProblems = [parsedModel, ...parsedTexts].flatMap((parsed) => (parsed.ok ? [] : parsed.problems));
  const otherProblems = [
    ...findModelFaults(parts),
    ...findLanguageFaults(textParts),
    ...textParts.flatMap((text) => [
      ...findCoverageFaults(parts, text),
      ...findCriterionTextFaults(parts, text),
      ...findTextsEqualToIds(text)
    ]),
    ...findUntranslatedTexts(textParts),
    ...findUnequalLanguages(textParts)
  ];
  const problems = [...shapeProblems, ...otherProblems.filter((problem) => !isExplained(problem, shapeProblems))];
  if (!parsedModel.ok || problems.length > 0) return refuseAll(problems);
  return ok({ model: parsedModel.value, texts: parsedTexts.flatMap((parsed) => (parsed.ok ? [parsed.value] : [])) });
}
