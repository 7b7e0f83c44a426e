import { type Board, type BoardAnswer, type BoardQuestion, openBoard } from '$lib/domain/mentoring/board';

export type ToBoard = { board: Board } | { id: number; question: BoardQuestion };
export type FromBoard = { id: number; answer: BoardAnswer } | { id: number; error: string };

let answer: ((question: BoardQuestion) => BoardAnswer) | null = null;

/** Handles one message, wherever it comes from; the board comes first, then questions about it. */
export function receive(message: ToBoard, reply: (message: FromBoard) => void): void {
  if ('board' in message) {
    answer = openBoard(message.board);
    return;
  }
  const { id, question } = message;
  try {
    if (!answer) throw new Error('A question came before the board it is about.');
    reply({ id, answer: answer(question) });
  } catch (error) {
    // a bug must reach whoever waits, or the board would wait for ever
    reply({ id, error: error instanceof Error ? error.message : String(error) });
  }
}

if (typeof self !== 'undefined' && typeof document === 'undefined') {
  self.onmessage = ({ data }: MessageEvent<ToBoard>) => receive(data, (message) => self.postMessage(message));
}
