import type { AnswerValue } from '$lib/domain/model/types';
import { m } from '$lib/paraglide/messages.js';

const ANSWERS: Record<AnswerValue, () => string> = {
  yes: m.ui_answer_yes,
  partly: m.ui_answer_partly,
  no: m.ui_answer_no,
  'not-applicable': m.ui_answer_not_applicable,
  'dont-know': m.ui_answer_dont_know,
  'not-reached': m.ui_answer_not_reached
};
export const answerWord = (answer: AnswerValue | null | undefined): string =>
  answer ? ANSWERS[answer]() : m.ui_answer_none();
