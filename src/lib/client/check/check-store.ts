import { type KeptCheck, parseKeptCheck } from '$lib/domain/assessment/kept-check';

const KEY = 'waymark-check';

/** The check this browser keeps, if it is one. */
export function readKeptCheck(): KeptCheck | null {
  try {
    return parseKeptCheck(localStorage.getItem(KEY));
  } catch {
    // storage is blocked: nothing was kept
    return null;
  }
}

export function keepCheck(check: KeptCheck): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(check));
  } catch {
    // storage is blocked or full: the answers hold until the page closes
  }
}

export function dropCheck(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // storage is blocked: then nothing was kept either
  }
}
