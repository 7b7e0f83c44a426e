import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';

const TEXTS: Record<string, () => string> = {
  'not-json': m.boundaries_problem_not_json,
  'not-geojson': m.boundaries_problem_not_json,
  'no-features': m.boundaries_problem_no_features,
  'not-areas': m.boundaries_problem_no_features,
  'wrong-crs': m.boundaries_problem_wrong_crs,
  'nothing-matches': m.boundaries_problem_nothing_matches,
  'too-many': m.boundaries_problem_too_large,
  'too-detailed': m.boundaries_problem_too_large,
  'file-too-large': m.boundaries_problem_too_large,
  'file-missing': m.boundaries_problem_file
};

/** A refused file of boundaries, in the reader's language. */
export function boundaryProblemText({ code, path, message }: Problem): string {
  if (path === 'source') return m.boundaries_problem_source();
  return TEXTS[code]?.() ?? m.boundaries_problem_shape({ message });
}
