const TYPED = /^(?:INPUT|TEXTAREA|SELECT)$/;
const NOT_TYPED = new Set(['radio', 'checkbox', 'button', 'submit', 'reset', 'range', 'color', 'file']);

/** Whether a key pressed on this element writes into it, so that a shortcut must leave it alone. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('dialog[open]')) return true;
  if (!TYPED.test(target.tagName)) return false;
  return !(target instanceof HTMLInputElement && NOT_TYPED.has(target.type));
}

const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), select, textarea, summary';

/** What can take focus inside an element, in order. */
export function focusableIn(element: Element): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((e) => e.getClientRects().length > 0);
}
