import { askBoard, Superseded } from '$lib/client/mentoring/ask-board';
import type { Board, Decisions, TriedRound } from '$lib/domain/mentoring/board';
import { movePair, sameDecisions, swapPairs, toggleForbid, togglePin } from '$lib/domain/mentoring/decide-pair';
import type { MatchExplanation } from '$lib/domain/mentoring/explain-match';
import type { PairIds } from '$lib/domain/mentoring/match-problem';
import type { Problem, Result } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';
import { problemText } from '$lib/ui/problem-text';
import { changeText, totalText } from './board-words';
import { byId, nameRound, type RoundNames } from './names';
import { wordConflict } from './conflict-words';

/** What `/api/v1/rounds/{id}/board` answers with. */
export interface BoardFetched {
  roundId: string;
  computedAt: string | null;
  board: Board;
  names: Record<string, string>;
  /** Mentors with two invitations to answer, by id: when the first of these lapses. */
  answering: Record<string, string>;
}

type Said = (words: { total: string; change: string }) => string;

/**
 * A draft on a coordinator's desk: decisions that are tried at once in a worker and count when they are saved. What a
 * decision would do is asked of the worker before it is shown; one that cannot be is refused in words and changes nothing.
 */
export class RoundBoard {
  fetched = $state.raw<BoardFetched>()!;
  decisions = $state.raw<Decisions>()!;
  tried = $state.raw<TriedRound | null>(null);
  /** The saved decisions, tried on the wishes of now. */
  base = $state.raw<TriedRound | null>(null);
  busy = $state(false);
  saving = $state(false);
  /** The last thing that happened, for the live region. */
  said = $state('');
  refused = $state.raw<string[]>([]);
  /** Decisions before each decision, the last at the end; saving keeps them, so that undo reaches beyond it. */
  past = $state.raw<Decisions[]>([]);
  readonly names: RoundNames;

  readonly unsaved = $derived(!sameDecisions(this.decisions, this.fetched.board.decisions));
  /** Nothing was decided, and yet the round would be another one. */
  readonly stale = $derived(!this.unsaved && (this.tried?.added.length ?? 0) + (this.tried?.dropped.length ?? 0) > 0);
  readonly total = $derived(totalText(this.tried?.total ?? 0));
  readonly change = $derived(
    this.tried && this.base ? changeText(this.tried.total - this.base.total, this.weightsDiffer) : ''
  );
  readonly mentors = $derived(byId(this.fetched.board.mentors));

  #tries: ReturnType<typeof askBoard>;
  #whys: ReturnType<typeof askBoard>;
  #choices: ReturnType<typeof askBoard>;

  constructor(
    fetched: BoardFetched,
    readonly themes: Readonly<Record<string, string>>
  ) {
    this.fetched = fetched;
    this.decisions = fetched.board.decisions;
    this.names = nameRound(fetched.names, fetched.board.mentors, themes);
    this.#tries = askBoard(fetched.board);
    this.#whys = askBoard(fetched.board);
    this.#choices = askBoard(fetched.board);
  }

  get weightsDiffer(): boolean {
    return !sameDecisions({ ...this.decisions, weights: this.fetched.board.decisions.weights }, this.decisions);
  }

  pairOf = (mentee: string) => this.tried?.pairs.find((pair) => pair.mentee === mentee) ?? null;
  isPinned = ([mentee, mentor]: PairIds) => this.decisions.pins.some((pin) => pin[0] === mentee && pin[1] === mentor);
  forbiddenOf = (mentee: string) => this.decisions.forbids.filter((pair) => pair[0] === mentee).map(([, id]) => id);

  /** The draft as it stands; pins that have become impossible are let go, and said. */
  async begin(): Promise<void> {
    let tried = await this.#try(this.decisions);
    if (tried && !tried.ok) {
      const gone = tried.problems.flatMap(({ path }) => /^pin\.(\d+)/.exec(path)?.[1] ?? []).map(Number);
      const pins = this.decisions.pins.filter((_, i) => !gone.includes(i));
      if (gone.length) {
        const released = this.decisions.pins.filter((_, i) => gone.includes(i));
        this.refused = [m.round_pins_gone({ count: released.length, pairs: this.names.pairs(released) })];
        this.decisions = { ...this.decisions, pins };
        tried = await this.#try(this.decisions);
      }
    }
    if (tried && !tried.ok) this.refused = tried.problems.map(problemText);
    if (tried?.ok) this.tried = this.base = tried.value;
  }

  /** What other decisions would do, without taking them. */
  async preview(decisions: Decisions): Promise<Result<TriedRound> | null> {
    return this.#try(decisions);
  }

  async decide(decisions: Decisions, said: Said): Promise<boolean> {
    const before = this.decisions;
    if (!(await this.#take(decisions, said))) return false;
    this.past = [...this.past, before];
    return true;
  }

  move = async (mentee: string, mentor: string): Promise<boolean> => {
    const names = { mentee: this.names.mentee(mentee), mentor: this.names.mentor(mentor) };
    return this.decide(movePair(this.decisions, [mentee, mentor]), (words) =>
      m.round_say_moved({ ...names, ...words })
    );
  };

  swap = async (a: PairIds, b: PairIds): Promise<boolean> =>
    this.decide(swapPairs(this.decisions, a, b), (words) =>
      m.round_say_swapped({ mentee: this.names.mentee(a[0]), other: this.names.mentee(b[0]), ...words })
    );

  pin = async (pair: PairIds): Promise<boolean> => {
    const say = this.isPinned(pair) ? m.round_say_unpinned : m.round_say_pinned;
    return this.decide(togglePin(this.decisions, pair), (words) => say({ ...this.#named(pair), ...words }));
  };

  forbid = async (pair: PairIds): Promise<boolean> => {
    const say = this.forbiddenOf(pair[0]).includes(pair[1]) ? m.round_say_allowed : m.round_say_forbidden;
    return this.decide(toggleForbid(this.decisions, pair), (words) => say({ ...this.#named(pair), ...words }));
  };

  async undo(): Promise<void> {
    const before = this.past.at(-1);
    if (before && (await this.#take(before, m.round_say_undone))) this.past = this.past.slice(0, -1);
  }

  async reset(): Promise<void> {
    await this.decide(this.fetched.board.decisions, m.round_say_reset);
  }

  /** Null where these decisions contradict each other, or something newer was asked. */
  async explain(pair: PairIds): Promise<MatchExplanation | null> {
    const answer = await unlessNewer(this.#whys.ask({ ask: 'explain', pair, decisions: this.decisions }));
    return answer?.why.ok ? answer.why.value : null;
  }

  /** Mentors the rules allow a mentee, the best fit first. */
  async choices(mentee: string) {
    return (await unlessNewer(this.#choices.ask({ ask: 'choices', mentee, decisions: this.decisions })))?.mentors ?? [];
  }

  /** Computes the draft again on the server under these decisions. */
  async save(): Promise<boolean> {
    this.saving = true;
    this.refused = [];
    try {
      const address = `/api/v1/rounds/${this.fetched.roundId}/board`;
      const body = JSON.stringify({ computedAt: this.fetched.computedAt, ...this.decisions });
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(address, { method: 'POST', body, headers });
      if (!response.ok) {
        const { errors } = (await response.json()) as { errors: Problem[] };
        this.refused = errors.map((problem) => this.#word(problem, this.decisions));
        return false;
      }
      const fresh = await fetchBoard(this.fetched.roundId);
      this.#open(fresh);
      await this.begin();
      this.said = m.round_save_done();
      return true;
    } catch {
      this.refused = [m.problem_round_offline()];
      return false;
    } finally {
      this.saving = false;
    }
  }

  close(): void {
    this.#tries.close();
    this.#whys.close();
    this.#choices.close();
  }

  #open(fetched: BoardFetched): void {
    this.close();
    this.fetched = fetched;
    this.decisions = fetched.board.decisions;
    this.#tries = askBoard(fetched.board);
    this.#whys = askBoard(fetched.board);
    this.#choices = askBoard(fetched.board);
  }

  #named = ([mentee, mentor]: PairIds) => ({ mentee: this.names.mentee(mentee), mentor: this.names.mentor(mentor) });

  #word = (problem: Problem, decisions: Decisions): string =>
    wordConflict(problem, decisions.pins, this.fetched.board.mentors, this.names) ?? problemText(problem);

  async #take(decisions: Decisions, said: Said): Promise<boolean> {
    const tried = await this.#try(decisions);
    if (!tried) return false;
    if (!tried.ok) {
      this.refused = tried.problems.map((problem) => this.#word(problem, decisions));
      this.said = this.refused.join(' ');
      return false;
    }
    this.refused = [];
    this.decisions = decisions;
    this.tried = tried.value;
    this.said = said({ total: this.total, change: this.change });
    return true;
  }

  /** Null where a newer question made the answer pointless. */
  async #try(decisions: Decisions): Promise<Result<TriedRound> | null> {
    const asked = ++this.#asked;
    this.busy = true;
    try {
      return (await unlessNewer(this.#tries.ask({ ask: 'try', decisions })))?.tried ?? null;
    } finally {
      if (asked === this.#asked) this.busy = false;
    }
  }
  #asked = 0;
}

async function unlessNewer<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Superseded) return null;
    throw error;
  }
}

export async function fetchBoard(roundId: string): Promise<BoardFetched> {
  const response = await fetch(`/api/v1/rounds/${roundId}/board`);
  if (!response.ok) throw new Error(`The board answered with ${response.status}`);
  return (await response.json()) as BoardFetched;
}
