import type { BrokenRule } from './hard-rules';
import type { UnmatchedReason } from './unmatched';

/** Who asked in a round and got nobody, and why. */
export interface LeftWithout {
  municipalityId: string;
  reason: UnmatchedReason;
  /** How many mentors each rule ruled out, where none was possible. */
  ruledOut?: Partial<Record<BrokenRule['rule'], number>>;
}
