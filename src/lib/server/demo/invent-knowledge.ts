import { KNOWLEDGE_ANSWERS, KNOWLEDGE_QUESTIONS } from '$lib/domain/outreach/kinds';
import type { meeting } from '../db/schema/outreach';

type Said = Pick<typeof meeting.$inferSelect, 'interestBefore' | 'interestAfter' | 'knowledge'>;

/** What was asked at every second of the invented meetings, by its place in the list: most know more after it, some do not. */
export function inventKnowledge(at: number): Said {
  if (at % 2) return { interestBefore: null, interestAfter: null, knowledge: null };
  const n = at / 2;
  const before = 1 + (n % 3);
  return {
    interestBefore: before,
    interestAfter: Math.min(5, before + [1, 0, 2, 1][n % 4]!),
    knowledge: KNOWLEDGE_QUESTIONS.map((id, i) => {
      const knew = (n + i) % 2;
      const learnt = (n + i) % 5 === 0 ? 0 : 1;
      return { id, before: KNOWLEDGE_ANSWERS[knew]!, after: KNOWLEDGE_ANSWERS[knew + learnt]! };
    })
  };
}
