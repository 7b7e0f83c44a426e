import { untrack } from 'svelte';
import { device } from '../device.svelte';
import { textsOf } from '../store/kept-texts';
import { momentNow } from './dates';

interface Kept {
  draft: unknown;
  /** What whoever writes had before them when they began: a colleague may have changed it since. */
  opened?: unknown;
  /** By this device's clock. */
  keptAt: string;
}

/** What a person has begun to write in a form, if anything is kept of it on this device. */
export function findKept(key: string): Kept | undefined {
  const entry = textsOf(device.person?.id ?? '')?.get(key) as Partial<Kept> | undefined;
  if (entry?.draft === undefined) return undefined;
  return { draft: entry.draft, opened: entry.opened, keptAt: String(entry.keptAt ?? '') };
}

/** Keeps a form on this device from the first keystroke until it is saved. */
export class KeptForm {
  keptAt = $state('');
  /** False where this browser keeps nothing. */
  keeps = $state(true);
  /** The last change is on its way to the disk. */
  keeping = $state(false);
  #turn = 0;
  #over = false;
  readonly #untouched: string;
  readonly #personId = untrack(() => device.person?.id ?? '');

  /**
   * @param key where it lies
   * @param untouched the form as it begins: as long as it is like that, nothing is kept
   * @param opened what was there when the writing began, where that is told from what others write since
   */
  constructor(
    readonly key: string,
    untouched: unknown,
    keptAt = '',
    public opened?: unknown
  ) {
    this.#untouched = JSON.stringify(untouched);
    this.keptAt = keptAt;
  }

  /** To be called with every change: the browser may be closed before the next. */
  follow(now: unknown): void {
    if (this.#over) return;
    if (JSON.stringify(now) === this.#untouched) this.drop(false);
    else void this.#keep(now);
  }

  /** Nothing is kept any more; with `over` the form has been saved, and what is still typed in it counts no more. */
  drop(over = true): void {
    this.#over = over;
    this.#turn++;
    this.keeping = false;
    this.keptAt = '';
    void textsOf(this.#personId)?.drop(this.key);
  }

  /** Said as kept only once it lies on the device. */
  async #keep(draft: unknown): Promise<void> {
    const mine = ++this.#turn;
    this.keeping = true;
    const entry: Kept = { draft, opened: this.opened, keptAt: momentNow() };
    const kept = (await textsOf(this.#personId)?.set(this.key, entry)) ?? false;
    if (mine !== this.#turn) return;
    [this.keeping, this.keeps, this.keptAt] = [false, kept, kept ? entry.keptAt : ''];
  }
}
