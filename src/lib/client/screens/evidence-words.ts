import type { EvidenceKind } from '$lib/domain/model/types';
import { m } from '$lib/paraglide/messages.js';

const EVIDENCE: Record<Exclude<EvidenceKind, 'none'>, () => string> = {
  link: m.assessment_evidence_link,
  document: m.assessment_evidence_document,
  'decision-number': m.assessment_evidence_decision
};

/** What is expected as evidence; undefined where nothing is. */
export function evidenceHint({ kind, required }: { kind: EvidenceKind; required: boolean }): string | undefined {
  if (kind === 'none') return undefined;
  const said = EVIDENCE[kind]();
  return required ? m.assessment_evidence_expected({ kind: said }) : said;
}
