import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';

type Facts = Record<string, string | number>;
type NameOf = (criterionId: string) => string;

/** A statement inside a sentence. */
const bare = (statement: string) => statement.replace(/\.$/, '');
const quote = (statement: string) => m.models_quoted({ text: bare(statement) });

const FAULTS: Record<string, (facts: Facts, nameOf: NameOf) => string> = {
  'unknown-field': () => m.models_fault_shape(),
  'duplicate-id': ({ id }) => m.models_fault_duplicate({ id: id ?? '' }),
  'unknown-reference': ({ id }) => m.models_fault_reference({ id: id ?? '' }),
  'dependency-cycle': ({ circle }, nameOf) =>
    m.models_fault_cycle({
      circle: String(circle)
        .split(' → ')
        .map((id) => quote(nameOf(id)))
        .join(' → ')
    }),
  'depends-on-higher-level': ({ level, needed, neededLevel }, nameOf) =>
    m.models_fault_upward({ level: level ?? '', needed: bare(nameOf(String(needed))), neededLevel: neededLevel ?? '' }),
  'levels-not-ascending': () => m.models_fault_levels(),
  'criterion-at-start-level': () => m.models_fault_start(),
  'level-without-required': ({ level }) => m.models_fault_required({ level: level ?? '' }),
  'check-count': ({ has }) => m.models_fault_check({ has: has ?? '' }),
  'points-missing': () => m.models_fault_points(),
  'points-without-rule': () => m.models_fault_points_unused(),
  'barrier-without-criterion': () => m.models_fault_barrier_criterion(),
  'barrier-without-measure': () => m.models_fault_barrier_measure(),
  'language-missing': () => m.models_fault_missing(),
  'language-twice': () => m.models_fault_shape(),
  'text-missing': () => m.models_fault_missing(),
  'orphan-text': () => m.models_fault_orphan(),
  'text-equals-id': () => m.models_fault_is_id(),
  'text-not-translated': () => m.models_fault_untranslated(),
  'languages-differ': () => m.models_fault_differ(),
  'template-missing': () => m.models_fault_template(),
  'statement-too-long': ({ words }) => m.models_fault_long({ words: words ?? '' }),
  'yes-means-count': ({ has, least, most }) =>
    m.models_fault_count({ has: has ?? '', least: least ?? '', most: most ?? '' }),
  'tips-count': ({ has, least, most }) =>
    m.models_fault_count({ has: has ?? '', least: least ?? '', most: most ?? '' }),
  'free-tip-missing': () => m.models_fault_free(),
  'small-tip-missing': () => m.models_fault_small(),
  'partly-text-missing': () => m.models_fault_partly(),
  'not-applicable-text-missing': () => m.models_fault_na(),
  'not-applicable-text-unused': () => m.models_fault_na_unused(),
  'bridge-unknown': () => m.models_fault_bridge(),
  'bridge-twice': () => m.models_fault_bridge(),
  'bridge-empty': () => m.models_fault_bridge()
};

/**
 * What is wrong with a draft, as people read it; `nameOf` says a criterion in words instead of by its id.
 *
 * @example modelFaultText({ code: 'free-tip-missing', ... }, nameOf) // 'Inget tips går att göra den här veckan utan pengar. ...'
 */
export function modelFaultText(problem: Problem, nameOf: NameOf): string {
  const known = FAULTS[problem.code];
  if (known) return known(problem.facts ?? {}, nameOf);
  if (problem.code !== 'wrong-shape' && problem.code !== 'missing') return problem.message;
  return problem.path.startsWith('texts.') ? m.models_fault_empty() : m.models_fault_shape();
}
