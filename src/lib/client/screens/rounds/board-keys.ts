import type { Attachment } from 'svelte/attachments';

export interface BoardKeys {
  /** The card that is picked up, and the lane it is over. */
  carried: () => string | null;
  lane: () => string | null;
  /** A card has the focus: it is the one that Tab comes back to. */
  focused: (card: string) => void;
  pickUp: (card: string) => void;
  over: (lane: string) => void;
  drop: (card: string, lane: string | null) => void;
  pin: (card: string) => void;
  forbid: (card: string) => void;
}

/** Letters typed within this time belong to one name. */
const PAUSE_MS = 900;

const STEP: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** The board without a mouse: one stop for Tab, arrows between cards and, with one picked up, between lanes. Enter is the card's own press. */
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
      else if (key === 'Home' || key === 'End')
        all('card')
          .at(key === 'Home' ? 0 : -1)
          ?.focus();
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
      const lanes = all('lane');
      if (key in STEP) {
        const at = lanes.findIndex((lane) => lane.dataset.lane === on.lane());
        go(lanes[Math.min(lanes.length - 1, Math.max(0, at + STEP[key]!))]);
      } else if (key === 'Home' || key === 'End') go(lanes.at(key === 'Home' ? 0 : -1));
      else if (/^\p{L}$/u.test(key)) go(byLetters(lanes, key));
      else if (key === ' ' || key === 'Enter') on.drop(card, on.lane());
      else if (key === 'Escape' || key === 'Tab') on.drop(card, null);
      // Tab goes on its way
      return key !== 'Tab';
    }

    let letters = '';
    let typedAt = 0;
    /** The lane whose name begins with the letters typed last. */
    function byLetters(lanes: HTMLElement[], key: string): HTMLElement | undefined {
      const now = performance.now();
      letters = (now - typedAt > PAUSE_MS ? '' : letters) + key.toLocaleLowerCase();
      typedAt = now;
      return lanes.find((lane) => lane.dataset.name?.toLocaleLowerCase().startsWith(letters));
    }

    function go(lane: HTMLElement | undefined): void {
      lane?.scrollIntoView({ block: 'nearest' });
      if (lane) on.over(lane.dataset.lane!);
    }

    // the space bar presses a button when it is let go
    function keyup(event: KeyboardEvent) {
      if (event.key === ' ' && event.target instanceof HTMLElement && event.target.closest('[data-card]'))
        event.preventDefault();
    }

    function focusin({ target }: FocusEvent) {
      const card = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-card]') : null;
      if (card) on.focused(card.dataset.card!);
    }

    board.addEventListener('focusin', focusin);
    board.addEventListener('keydown', keydown);
    board.addEventListener('keyup', keyup);
    return () => {
      board.removeEventListener('focusin', focusin);
      board.removeEventListener('keydown', keydown);
      board.removeEventListener('keyup', keyup);
    };
  };
}
