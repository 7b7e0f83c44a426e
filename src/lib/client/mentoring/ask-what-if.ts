import type { Board, BoardAnswer, BoardQuestion } from '$lib/domain/mentoring/board';
import type { MatchProblem } from '$lib/domain/mentoring/match-problem';
import type { WhatIfAnswer, WhatIfQuestion } from '$lib/domain/mentoring/what-if';
import type { AboutRound, FromWhatIf, ToWhatIf } from './what-if.worker';

interface Asked {
  ask: string;
}
type AnswerTo<Q extends Asked, A extends Asked> = Extract<A, { ask: Q['ask'] }>;

/** The part of a Worker this needs. */
export interface Port {
  postMessage(message: ToWhatIf): void;
  onmessage: ((event: MessageEvent<FromWhatIf>) => void) | null;
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
  new Worker(new URL('./what-if.worker.ts', import.meta.url), { type: 'module' }) as unknown as Port;

/**
 * Asks what would happen to a round, off the main thread. One question counts at a time: asking the next one while an
 * answer is awaited ends the thread that works on it, and the older promise rejects with `Superseded`.
 *
 * @example
 * const whatIf = askWhatIf(problem);
 * const { effect } = await whatIf.ask({ ask: 'change', change: { pin: [['a', 'x']] } });
 * whatIf.close();
 */
export function askWhatIf(problem: MatchProblem, open: () => Port = openWorker) {
  return askRound<WhatIfQuestion, WhatIfAnswer>({ problem }, open);
}

/**
 * The same about a draft with its profiles: other decisions and weights, and why or why not a pair.
 *
 * @example
 * const { tried } = await askBoard(board).ask({ ask: 'try', decisions: { ...board.decisions, objective: 'stable' } });
 */
export function askBoard(board: Board, open: () => Port = openWorker) {
  return askRound<BoardQuestion, BoardAnswer>({ board }, open);
}

function askRound<Question extends Asked & (WhatIfQuestion | BoardQuestion), Answer extends Asked>(
  about: AboutRound,
  open: () => Port
) {
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
    opened.postMessage(about);
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
    ask<Q extends Question>(question: Q): Promise<AnswerTo<Q, Answer>> {
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
