import type { Board, BoardAnswer, BoardQuestion } from '$lib/domain/mentoring/board';
import type { FromBoard, ToBoard } from './board.worker';

type AnswerTo<Q extends BoardQuestion> = Extract<BoardAnswer, { ask: Q['ask'] }>;

/** The part of a Worker this needs. */
export interface Port {
  postMessage(message: ToBoard): void;
  onmessage: ((event: MessageEvent<FromBoard>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

/** Thrown to whoever waits for an answer that a newer question made pointless. */
export class Superseded extends Error {
  constructor() {
    super('A newer question was asked before this one was answered.');
  }
}

const openWorker = (): Port =>
  new Worker(new URL('./board.worker.ts', import.meta.url), { type: 'module' }) as unknown as Port;

/**
 * Asks what other decisions would make of a draft, off the main thread. One question counts at a time: asking the next one
 * while an answer is awaited ends the thread that works on it, and the older promise rejects with `Superseded`.
 *
 * @example
 * const asked = askBoard(board);
 * const { tried } = await asked.ask({ ask: 'try', decisions: { ...board.decisions, objective: 'stable' } });
 * asked.close();
 */
export function askBoard(board: Board, open: () => Port = openWorker) {
  let port: Port | null = null;
  let next = 0;
  let waiting: { id: number; resolve: (answer: never) => void; reject: (error: Error) => void } | null = null;

  function current(): Port {
    if (port) return port;
    const opened = open();
    opened.onmessage = ({ data }) => {
      if (waiting?.id !== data.id) return;
      const { resolve, reject } = waiting;
      waiting = null;
      if ('error' in data) reject(new Error(data.error));
      else resolve(data.answer as never);
    };
    opened.onerror = (event) => end(new Error(event.message));
    opened.postMessage({ board });
    port = opened;
    return opened;
  }

  function end(error: Error): void {
    port?.terminate();
    port = null;
    waiting?.reject(error);
    waiting = null;
  }

  return {
    ask<Q extends BoardQuestion>(question: Q): Promise<AnswerTo<Q>> {
      if (waiting) end(new Superseded());
      return new Promise((resolve, reject) => {
        const id = next++;
        waiting = { id, resolve: resolve as (answer: never) => void, reject };
        current().postMessage({ id, question });
      });
    },
    close: () => end(new Superseded())
  };
}
