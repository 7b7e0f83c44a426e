/** The browser gives this site no more room; the transaction was undone whole. */
export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
