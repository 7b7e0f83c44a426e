import type { ReportMeta } from './document';
import { type Draft, phrase } from './draft';

/** Why the report exists, and where its numbers come from. */
export function writeHow(draft: Draft, meta: ReportMeta): void {
  const { model } = draft;
  draft.paragraph('how-why', phrase('how.why', { network: { text: meta.network } }));
  draft.heading('how-method', phrase('how.method-heading'), 3);
  draft.paragraph(
    'method-self',
    phrase('method.self', { model: { term: 'model', id: model.id }, version: { text: model.version } })
  );
  if (model.rule.kind === 'staged') draft.paragraph('method-staged', phrase('method.staged'));
  draft.paragraph('how-sources', phrase('how.sources'));
}

/** What the numbers can say and what they cannot: the three results, each for what it is, and what is withheld. */
export function writeLimits(draft: Draft): void {
  const { aggregates } = draft;
  draft.heading('method', phrase('method.heading'), 3);
  if (draft.fact('coverage.silent').value > 0) {
    draft.paragraph('method-three', phrase('method.three'));
    draft.paragraph('method-answering', phrase('method.answering'));
    draft.paragraph('method-bounds', phrase('method.bounds'));
    draft.paragraph('method-estimate', phrase('method.estimate'));
  }
  draft.paragraph('method-causes', phrase('method.causes'));
  if (aggregates.roundedTo)
    draft.paragraph('method-rounded', phrase('method.rounded', { base: { number: aggregates.roundedTo } }));
  else
    draft.paragraph('method-protection', phrase('method.protection', { most: { number: aggregates.threshold - 1 } }));
}
