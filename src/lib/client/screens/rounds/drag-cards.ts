import type { Attachment } from 'svelte/attachments';

export interface Dragging {
  /** The card with this `data-card` is on its way. */
  start: (card: string) => void;
  /** Over the lane with this `data-lane`, or over none. */
  over: (lane: string | null) => void;
  /** Put down on a lane; null: let go. */
  drop: (card: string, lane: string | null) => void;
}

/** A press that moves less is a press. */
const FAR = 6;
/** Nearer to an edge of the window than this, the page moves along. */
const EDGE = 90;

/**
 * Cards that follow a mouse or a pen from lane to lane; fingers scroll the page, and use the card's own menu. The style
 * of the card that follows is set through the object model, which the content policy allows.
 */
export function dragCards(on: Dragging): Attachment<HTMLElement> {
  return (board) => {
    let pressed: { card: HTMLElement; id: string; x: number; y: number } | null = null;
    let ghost: HTMLElement | null = null;

    const laneAt = (event: PointerEvent) =>
      document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-lane]')?.dataset.lane ??
      null;

    function press(event: PointerEvent) {
      const card = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-card]') : null;
      if (!card || event.button !== 0 || event.pointerType === 'touch') return;
      pressed = { card, id: card.dataset.card!, x: event.clientX, y: event.clientY };
    }

    function follow(event: PointerEvent) {
      if (!pressed) return;
      const [dx, dy] = [event.clientX - pressed.x, event.clientY - pressed.y];
      if (!ghost) {
        if (Math.hypot(dx, dy) < FAR) return;
        ghost = lift(pressed.card);
        board.setPointerCapture(event.pointerId);
        on.start(pressed.id);
      }
      ghost.style.transform = `translate(${dx}px, ${dy}px)`;
      if (event.clientY < EDGE) scrollBy(0, -12);
      if (event.clientY > innerHeight - EDGE) scrollBy(0, 12);
      on.over(laneAt(event));
    }

    function release(event: PointerEvent) {
      if (pressed && ghost) {
        on.drop(pressed.id, laneAt(event));
        // the press that ends a drag opens nothing
        addEventListener('click', swallow, { capture: true, once: true });
        setTimeout(() => removeEventListener('click', swallow, { capture: true }));
      }
      end();
    }

    function end() {
      ghost?.remove();
      ghost = null;
      pressed = null;
    }

    function cancel(event: Event) {
      if (!ghost || !pressed || (event instanceof KeyboardEvent && event.key !== 'Escape')) return;
      on.drop(pressed.id, null);
      end();
    }

    board.addEventListener('pointerdown', press);
    board.addEventListener('pointermove', follow);
    board.addEventListener('pointerup', release);
    board.addEventListener('pointercancel', cancel);
    document.addEventListener('keydown', cancel);
    return () => {
      end();
      board.removeEventListener('pointerdown', press);
      board.removeEventListener('pointermove', follow);
      board.removeEventListener('pointerup', release);
      board.removeEventListener('pointercancel', cancel);
      document.removeEventListener('keydown', cancel);
    };
  };
}

function swallow(event: Event) {
  event.stopPropagation();
  event.preventDefault();
}

/** A likeness of the card where it stands, above everything and in nobody's way. */
function lift(card: HTMLElement): HTMLElement {
  const { left, top, width } = card.getBoundingClientRect();
  const likeness = card.cloneNode(true) as HTMLElement;
  likeness.removeAttribute('id');
  likeness.setAttribute('aria-hidden', 'true');
  likeness.tabIndex = -1;
  likeness.classList.add('carried-likeness');
  Object.assign(likeness.style, {
    position: 'fixed',
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    zIndex: '20',
    pointerEvents: 'none'
  });
  card.parentElement!.append(likeness);
  return likeness;
}
