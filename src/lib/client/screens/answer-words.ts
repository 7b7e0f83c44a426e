import type { AnswerValue, EvidenceKind } from '$lib/domain/model/types';
import { m } from '$lib/paraglide/messages.js';

const ANSWERS: Record<AnswerValue, () => string> = {
  yes: m.ui_answer_yes,
  partly: m.ui_answer_partly,
  no: m.ui_answer_no,
  'not-applicable': m.ui_answer_not_applicable,
  'dont-know': m.ui_answer_dont_know,
  'not-reached': m.ui_answer_not_reached
};
const EVIDENCE: Record<Exclude<EvidenceKind, 'none'>, () => string> = {
  link: m.assessment_evidence_link,
  document: m.assessment_evidence_document,
  'decision-number': m.assessment_evidence_decision
};

export const answerWord = (answer: AnswerValue | null | undefined): string =>
  answer ? ANSWERS[answer]() : m.ui_answer_none();

/** What is expected as evidence; undefined where nothing is. */
export function evidenceHint({ kind, required }: { kind: EvidenceKind; required: boolean }): string | undefined {
  if (kind === 'none') return undefined;
  const said = EVIDENCE[kind]();
  return required ? m.assessment_evidence_expected({ kind: said }) : said;
}
