import type { Attachment } from 'svelte/attachments';

export interface BoardKeys {
  /** The card that is picked up, and the lane it is over. */
  carried: () => string | null;
  lane: () => string | null;
  pickUp: (card: string) => void;
  over: (lane: string) => void;
  drop: (card: string, lane: string | null) => void;
  pin: (card: string) => void;
  forbid: (card: string) => void;
}

const STEP: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** The board without a mouse: arrows between cards and, with one picked up, between lanes. Enter is the card's own press. */
export function boardKeys(on: BoardKeys): Attachment<HTMLElement> {
  return (board) => {
    const all = (what: 'card' | 'lane') => [...board.querySelectorAll<HTMLElement>(`[data-${what}]`)];

    function keydown(event: KeyboardEvent) {
      const card = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-card]') : null;
      if (!card || event.altKey || event.ctrlKey || event.metaKey) return;
      if (on.carried() === null ? besideCards(card, event.key) : carrying(on.carried()!, event.key))
        event.preventDefault();
    }

    function besideCards(card: HTMLElement, key: string): boolean {
      const id = card.dataset.card!;
      if (key === ' ') on.pickUp(id);
      else if (key === 'p' || key === 'P') on.pin(id);
      else if (key === 'x' || key === 'X') on.forbid(id);
      else if (key in STEP) next(card, key)?.focus();
      else return false;
      return true;
    }

    function next(card: HTMLElement, key: string): HTMLElement | undefined {
      const cards = all('card');
      const at = cards.indexOf(card) + STEP[key]!;
      if (key === 'ArrowDown' || key === 'ArrowUp') return cards[at];
      // sideways: the first card of another lane
      const lane = card.closest('[data-lane]');
      const others = (key === 'ArrowRight' ? cards.slice(at) : cards.slice(0, at + 1)).filter(
        (other) => other.closest('[data-lane]') !== lane
      );
      const reached = (key === 'ArrowRight' ? others[0] : others.at(-1))?.closest('[data-lane]');
      return reached?.querySelector<HTMLElement>('[data-card]') ?? undefined;
    }

    function carrying(card: string, key: string): boolean {
      if (key in STEP) {
        const lanes = all('lane');
        const at = lanes.findIndex((lane) => lane.dataset.lane === on.lane());
        const to = lanes[Math.min(lanes.length - 1, Math.max(0, at + STEP[key]!))];
        to?.scrollIntoView({ block: 'nearest' });
        if (to) on.over(to.dataset.lane!);
      } else if (key === ' ' || key === 'Enter') on.drop(card, on.lane());
      else if (key === 'Escape' || key === 'Tab') on.drop(card, null);
      // Tab goes on its way
      return key !== 'Tab';
    }

    // the space bar presses a button when it is let go
    function keyup(event: KeyboardEvent) {
      if (event.key === ' ' && event.target instanceof HTMLElement && event.target.closest('[data-card]'))
        event.preventDefault();
    }

    board.addEventListener('keydown', keydown);
    board.addEventListener('keyup', keyup);
    return () => {
      board.removeEventListener('keydown', keydown);
      board.removeEventListener('keyup', keyup);
    };
  };
}
