import type { Attachment } from 'svelte/attachments';
import { focusableIn, isTyping } from '../keyboard';

/**
 * Arrow up and down move between rows, keeping the place within the row; Home and End go to the first and last row.
 * Only from links and buttons: what is typed in a cell stays there.
 */
export const rowKeys: Attachment<HTMLElement> = (body) => {
  const move = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const row = event.target instanceof Element ? event.target.closest('tr') : null;
    if (!row || !(event.target instanceof HTMLElement)) return;
    const rows = [...body.querySelectorAll('tr')];
    const to = goal(event.key, rows, rows.indexOf(row));
    if (!to) return;
    const next = focusableIn(to);
    const place = focusableIn(row).indexOf(event.target);
    (next[place] ?? next[0])?.focus();
    event.preventDefault();
  };
  body.addEventListener('keydown', move);
  return () => body.removeEventListener('keydown', move);
};

function goal(key: string, rows: HTMLTableRowElement[], at: number): HTMLTableRowElement | undefined {
  switch (key) {
    case 'ArrowDown':
      return rows[at + 1];
    case 'ArrowUp':
      return at > 0 ? rows[at - 1] : undefined;
    case 'Home':
      return rows[0];
    case 'End':
      return rows.at(-1);
    default:
      return undefined;
  }
}
