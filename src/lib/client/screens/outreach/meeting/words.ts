import {
  ATTENDEE_ROLES,
  KNOWLEDGE_ANSWERS,
  type KnowledgeAnswer,
  type KnowledgeQuestion,
  type PromisedBy
} from '$lib/domain/outreach/kinds';
import { m } from '$lib/paraglide/messages.js';
import { device } from '../../../device.svelte';

const INTEREST = [
  m.meetings_interest_1,
  m.meetings_interest_2,
  m.meetings_interest_3,
  m.meetings_interest_4,
  m.meetings_interest_5
] as const;
/** 1 to 5 in words, with the number. */
export const interestWord = (degree: number): string => INTEREST[degree - 1]?.() ?? String(degree);
export const interestChoices = INTEREST.map((word, i) => ({ value: String(i + 1), label: word() }));

export const QUESTION_WORDS: Record<KnowledgeQuestion, () => string> = {
  benefit: m.meetings_knowledge_benefit,
  licences: m.meetings_knowledge_licences,
  obstacles: m.meetings_knowledge_obstacles
};
export const ANSWER_WORDS: Record<KnowledgeAnswer, () => string> = {
  none: m.meetings_answer_none,
  some: m.meetings_answer_some,
  enough: m.meetings_answer_enough
};
export const answerChoices = KNOWLEDGE_ANSWERS.map((value) => ({ value, label: ANSWER_WORDS[value]() }));

const BY_WORDS: Record<Exclude<PromisedBy, 'owner'>, () => string> = {
  municipality: m.meetings_by_municipality,
  official: m.meetings_by_official,
  manager: m.meetings_by_manager,
  politician: m.meetings_by_politician,
  it: m.meetings_by_it,
  other: m.meetings_by_other
};

export const promisedByWord = (by: string): string =>
  by === 'owner' ? m.meetings_owner() : (BY_WORDS[by as Exclude<PromisedBy, 'owner'>]?.() ?? by);

/** Who keeps a promise: the person, or for whom they see to it. */
export function keeperWords({ ownerId, promisedBy }: { ownerId: string; promisedBy?: PromisedBy | undefined }): string {
  if (promisedBy && promisedBy !== 'owner') return BY_WORDS[promisedBy]();
  return ownerId === device.person?.id ? m.outreach_owner_you() : (device.one('person', ownerId)?.name ?? '');
}

/** Who can keep a promise: whoever logs it, colleagues who see the meeting, the municipality or somebody there. */
export function keeperChoices(): { value: string; label: string }[] {
  const me = device.person?.id ?? '';
  const colleagues = device
    .all('person')
    .filter(({ id, coordinates }) => coordinates && id !== me)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return [
    { value: 'owner:', label: m.meetings_owner_you() },
    ...colleagues.map(({ id, name }) => ({ value: `owner:${id}`, label: name })),
    ...(['municipality', ...ATTENDEE_ROLES] as const).map((by) => ({ value: `${by}:`, label: BY_WORDS[by]() }))
  ];
}
