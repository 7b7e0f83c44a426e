import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';
import { problemText } from './problem-text';

const TEXTS: Record<string, (problem: Problem) => string> = {
  'draft-changed': () => m.models_problem_changed(),
  'draft-published': () => m.models_problem_published(),
  'criterion-taken': () => m.models_problem_taken(),
  'id-used': () => m.models_problem_used(),
  'criterion-unknown': () => m.models_problem_unknown(),
  'version-form': () => m.models_problem_version_form(),
  'version-low': ({ facts }) => m.models_problem_version_low({ highest: String(facts?.highest ?? '') }),
  'not-submitted': () => m.models_problem_not_submitted()
};

/** What is wrong with a field that has the wrong shape, by the beginning of its path. */
const FIELDS: [begins: string, text: () => string][] = [
  ['criterion.id', m.models_problem_id],
  ['criterion.freshMonths', m.models_problem_fresh],
  ['criterion.weight', m.models_problem_weight],
  ['criterion.points', m.models_problem_points],
  ['criterion.mapping', m.models_problem_mapping],
  ['criterion.metric', m.models_problem_metric],
  ['criterion.', m.models_problem_choice],
  ['rules.', m.models_problem_rule],
  ['texts.', m.models_problem_text]
];

/** A refusal about a draft as people read it. */
export function modelProblemText(problem: Problem): string {
  const known = TEXTS[problem.code];
  if (known) return known(problem);
  if (problem.code !== 'wrong-shape' && problem.code !== 'missing') return problemText(problem);
  return (FIELDS.find(([begins]) => problem.path.startsWith(begins))?.[1] ?? (() => problem.message))();
}

/** The control a problem's path belongs to: lists are one field of lines. */
export function fieldOf(path: string): string {
  const [first, second, third, fourth] = path.split('.');
  if (first === 'criterion') return `criterion.${second === 'points' && third ? `points.${third}` : second}`;
  if (first === 'texts' && third === 'tips') return `texts.${second}.tips.${fourth ?? 0}`;
  if (first === 'texts' && third === 'template') return `texts.${second}.template.${fourth ?? 'title'}`;
  if (first === 'texts' && third === 'yesMeans') return `texts.${second}.yesMeans`;
  return path;
}
