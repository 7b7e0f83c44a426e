import type { EvaluationSeen } from '$lib/domain/mentoring/merge-life';
import type { EvaluationEntry } from '$lib/domain/mentoring/pairing-life';
import { m } from '$lib/paraglide/messages.js';

/** As it is being filled in: nothing need be chosen yet. */
export interface EvaluationDraft {
  /** '1' to '5', or empty. */
  helped: string;
  goals: string[];
  worked: string;
  missing: string;
  /** 'yes', 'no' or empty. */
  again: string;
}

/** How much it helped, from 1 to 5. */
export const HELPED_WORDS = [
  m.pairing_helped_1,
  m.pairing_helped_2,
  m.pairing_helped_3,
  m.pairing_helped_4,
  m.pairing_helped_5
] as const;

export function evaluationDraft(said: EvaluationEntry | undefined): EvaluationDraft {
  if (!said) return { helped: '', goals: [], worked: '', missing: '', again: '' };
  const { helped, goals, worked, missing, again } = said;
  return { helped: String(helped), goals: [...goals], worked, missing, again: again ? 'yes' : 'no' };
}

/** What somebody had before them when they began: null where nothing was said yet. */
export function evaluationSeen({ helped, again, ...rest }: EvaluationDraft): EvaluationSeen {
  return { ...rest, helped: helped === '' ? null : Number(helped), again: again === '' ? null : again === 'yes' };
}

/** What was kept on the device, however old; null where it is none. */
export function readEvaluation(kept: unknown): EvaluationDraft | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const { helped, goals, worked, missing, again } = kept as Partial<Record<keyof EvaluationDraft, unknown>>;
  const words = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    ...{ helped: words(helped), worked: words(worked), missing: words(missing), again: words(again) },
    goals: Array.isArray(goals) ? goals.filter((goal) => typeof goal === 'string') : []
  };
}
