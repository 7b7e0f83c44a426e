/** One time an assessment was submitted; handing it in again is another. */
export interface Submission {
  assessmentId: string;
  /** ISO. */
  submittedAt: string;
  /** ISO: when it was returned or opened again; null while it stands. */
  endedAt: string | null;
}

export interface BatchView {
  /** The moment the last complete batch was completed, ISO; null before the first. */
  asOf: string | null;
  /** Assessments that stood as submitted at that moment, in order of submission. */
  assessmentIds: string[];
}

/**
 * What a comparison may show: the submissions as they stood when the last complete batch was completed. A batch is `size`
 * different assessments in order of submission; somebody who hands in several times fills no batch alone. Between two batches
 * nothing that can be seen changes, so nobody learns an answer by looking before and after one more submission. What was returned
 * meanwhile still counts until the next batch, and leaves with it.
 *
 * @param size One more than the disclosure threshold: whoever is in a batch and left out of what is shown to them, still sees
 *   it change by `threshold` others at once.
 *
 * @example
 * completeBatches([{ assessmentId: 'a', submittedAt: '2026-11-01T00:00:00Z', endedAt: null }], 6)
 * // { asOf: null, assessmentIds: [] }
 */
export function completeBatches(submissions: readonly Submission[], size: number): BatchView {
  const ordered = [...submissions].sort(bySubmission);
  const filling = new Set<string>();
  let counted = 0;
  ordered.forEach(({ assessmentId }, place) => {
    filling.add(assessmentId);
    if (filling.size < size) return;
    counted = place + 1;
    filling.clear();
  });
  const last = ordered[counted - 1];
  if (!last) return { asOf: null, assessmentIds: [] };
  const standing = ordered.slice(0, counted).filter(({ endedAt }) => endedAt === null || endedAt > last.submittedAt);
  return { asOf: last.submittedAt, assessmentIds: [...new Set(standing.map(({ assessmentId }) => assessmentId))] };
}

function bySubmission(a: Submission, b: Submission): number {
  if (a.submittedAt !== b.submittedAt) return a.submittedAt < b.submittedAt ? -1 : 1;
  return a.assessmentId < b.assessmentId ? -1 : 1;
}
