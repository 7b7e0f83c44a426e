import type { Comparison, Examples } from '$lib/domain/assessment/comparison';
import { readJson } from '../sync/exchange';

export type Fetched = 'asking' | 'here' | 'offline' | 'failed';

/**
 * What is known of others, for one assessment at a time: fetched when there is a network, kept in memory and never on the device, so
 * that a consent taken back is not read from a phone a week later.
 */
class BesideOthers {
  state = $state<Fetched>('offline');
  comparison = $state.raw<Comparison | null>(null);
  examples = $state.raw<Examples | null>(null);
  #tags = new Map<string, string>();
  #of: string | null = null;

  /** Asks the server; what was fetched before stays until something newer is here. */
  async ask(assessmentId: string): Promise<void> {
    if (this.#of !== assessmentId) this.#forget(assessmentId);
    if (!this.comparison) this.state = 'asking';
    try {
      const [comparison, examples] = await Promise.all([
        this.#fetch<Comparison>(`/api/v1/assessments/${assessmentId}/comparison`),
        this.#fetch<Examples>(`/api/v1/assessments/${assessmentId}/examples`)
      ]);
      // meanwhile another one was asked for
      if (this.#of !== assessmentId) return;
      if (comparison !== 'same') this.comparison = comparison;
      if (examples !== 'same') this.examples = examples;
      this.state = 'here';
    } catch (error) {
      if (this.#of !== assessmentId) return;
      this.state = error instanceof TypeError || error instanceof NotOurs ? 'offline' : 'failed';
    }
  }

  #forget(assessmentId: string): void {
    this.#of = assessmentId;
    this.comparison = null;
    this.examples = null;
    this.#tags.clear();
  }

  async #fetch<T>(path: string): Promise<T | 'same'> {
    const tag = this.#tags.get(path);
    const response = await fetch(path, { cache: 'no-store', headers: tag ? { 'if-none-match': tag } : {} });
    if (response.status === 304) return 'same';
    const value = await readJson<T>(response);
    if (value === undefined) throw new NotOurs();
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    const etag = response.headers.get('etag');
    if (etag) this.#tags.set(path, etag);
    return value;
  }
}

class NotOurs extends Error {}

export const besideOthers = new BesideOthers();
