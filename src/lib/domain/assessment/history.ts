import type { AnswerValue } from '../model/types';
import type { AnswerOrigin } from './origin';

/** One line of an answer's history. Times are ISO. */
export type HistoryEntry =
  | {
      kind: 'answer';
      id: string;
      version: number;
      value: AnswerValue | null;
      note: string;
      evidence: string;
      origin: AnswerOrigin;
      by: string;
      /** As known now; null for somebody whose account is gone. */
      name: string | null;
      at: string;
    }
  | {
      kind: 'conflict';
      id: string;
      value: AnswerValue | null;
      note: string;
      evidence: string;
      by: string;
      name: string | null;
      at: string;
      /** Null while both still stand beside each other. */
      settled: { by: string; name: string | null; at: string; kept: 'present' | 'other' } | null;
    };
