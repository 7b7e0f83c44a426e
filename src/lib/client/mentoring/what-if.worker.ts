import { type Board, type BoardAnswer, type BoardQuestion, openBoard } from '$lib/domain/mentoring/board';
import type { MatchProblem } from '$lib/domain/mentoring/match-problem';
import { openWhatIf, type WhatIfAnswer, type WhatIfQuestion } from '$lib/domain/mentoring/what-if';

export type AboutRound = { problem: MatchProblem } | { board: Board };
export type ToWhatIf = AboutRound | { id: number; question: WhatIfQuestion | BoardQuestion };
export type FromWhatIf = { id: number; answer: WhatIfAnswer | BoardAnswer } | { id: number; error: string };

let answer: ((question: never) => WhatIfAnswer | BoardAnswer) | null = null;

/** Handles one message, wherever it comes from; the round comes first, then questions about it. */
export function receive(message: ToWhatIf, reply: (message: FromWhatIf) => void): void {
  if ('problem' in message) {
    answer = openWhatIf(message.problem);
    return;
  }
  if ('board' in message) {
    answer = openBoard(message.board);
    return;
  }
  const { id, question } = message;
  try {
    if (!answer) throw new Error('A question came before the round it is about.');
    reply({ id, answer: answer(question as never) });
  } catch (error) {
    // a bug must reach whoever waits, or the board would wait for ever
    reply({ id, error: error instanceof Error ? error.message : String(error) });
  }
}

if (typeof self !== 'undefined' && typeof document === 'undefined') {
  self.onmessage = ({ data }: MessageEvent<ToWhatIf>) => receive(data, (message) => self.postMessage(message));
}
