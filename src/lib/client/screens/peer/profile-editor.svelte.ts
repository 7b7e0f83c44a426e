import { EMPTY_PROFILE, type ProfileContent } from '$lib/domain/mentoring/empty-profile';
import { namedProblems } from '$lib/domain/mentoring/named-municipalities';
import type { Wish } from '$lib/domain/mentoring/offers';
import { profileContent, type ProfileField } from '$lib/domain/mentoring/merge-profile';
import { isSame } from '$lib/domain/shared/merge-fields';
import type { Problem } from '$lib/domain/shared/result';
import { device } from '../../device.svelte';
import { type Clash, clashesOf } from '../conflict/clashes';
import { findKept, KeptForm } from '../kept-form.svelte';
import { layPending, partWishes, type PendingWish, readPending } from './profile/pending-wishes';

/**
 * What a municipality offers and wants, stored at every choice. Each field is a change of its own: what a colleague says
 * in another one stays, and one that is refused holds back no other.
 */
export class ProfileEditor {
  /** Chosen here and not stored yet: a record that arrives meanwhile must not undo the choice. */
  #changed = $state.raw<Partial<ProfileContent>>({});

  /** The last choice did not reach the device's store: it stands on the screen only. */
  unsaved = $state(false);

  /** Mentors wished for without a reason so far, kept here until they have one. */
  #pending = $state.raw<PendingWish[]>([]);
  readonly #kept: KeptForm;

  constructor(readonly municipalityId: string) {
    const key = `wishes/${municipalityId}`;
    const kept = findKept(key);
    this.#pending = readPending(kept?.draft);
    this.#kept = new KeptForm(key, [], kept?.keptAt);
  }

  get saved() {
    return device.one('profile', this.municipalityId);
  }

  /** What has been said, without a choice that cannot be stored. */
  get #known(): ProfileContent {
    return this.saved ? profileContent({ ...EMPTY_PROFILE, ...this.saved }) : EMPTY_PROFILE;
  }

  get shown(): ProfileContent {
    const shown = { ...this.#known, languages: this.#languages, ...this.#changed };
    return { ...shown, wishes: layPending(shown.wishes, this.#pending) };
  }

  /** Those said, before that the one this person reads in. */
  get #languages(): string[] {
    const { languages } = this.#known;
    return languages.length ? languages : [device.person?.locale ?? 'en'];
  }

  /** What is wrong in the lists of municipalities, for example since a colleague chose the opposite. */
  get contradictions(): Problem[] {
    return namedProblems(this.shown, this.municipalityId);
  }

  /** Stores what was chosen; without a language the choice waits for one, and the page says so. */
  async change(said: Partial<ProfileContent>): Promise<void> {
    const known = this.#known;
    const change = said.wishes ? { ...said, wishes: this.#keepBare(said.wishes) } : said;
    const start = known.languages.length || change.languages ? {} : { languages: this.#languages };
    this.#changed = { ...this.#changed, ...change };
    try {
      for (const [name, value] of Object.entries({ ...start, ...change })) {
        const field = name as ProfileField;
        if (field === 'languages' && (value as string[]).length === 0) continue;
        if (!isSame(value, known[field])) await this.#store(field, value, known);
        const { [field]: chosen, ...rest } = this.#changed;
        // unless something else was chosen meanwhile
        if (chosen === value) this.#changed = rest;
      }
      this.unsaved = false;
    } catch (error) {
      console.error(error);
      this.unsaved = true;
    }
  }

  /** Those with a reason; the others wait for theirs. */
  #keepBare(wishes: readonly Wish[]): Wish[] {
    const { stored, pending } = partWishes(wishes, this.#known.wishes);
    this.#pending = pending;
    this.#kept.follow(pending);
    return stored;
  }

  /** Stores what could not be stored before. */
  async keepAgain(): Promise<void> {
    await this.change(this.#changed);
  }

  /** Why the server did not take a field as it was chosen here. */
  refused(field: ProfileField): Problem[] {
    return this.#failed(field).at(-1)?.problems ?? [];
  }

  /** Drops what the server refused of a field: what stands there is shown again. */
  async takeBack(field: ProfileField): Promise<void> {
    for (const { seq } of this.#failed(field)) await device.discard(seq);
  }

  /** Sends what the server refused of a field once more. */
  async tryAgain(field: ProfileField): Promise<void> {
    for (const { seq } of this.#failed(field)) await device.retry(seq);
  }

  /** Other values that colleagues gave this field at the same time. */
  clashes(field: ProfileField): Clash[] {
    return clashesOf('profile', this.municipalityId).filter(({ clash }) => clash.field === field);
  }

  key(field: ProfileField): string {
    return `profile:${this.municipalityId}:${field}`;
  }

  #failed(field: ProfileField) {
    return device.outbox.filter((item) => item.key === this.key(field) && item.state === 'failed');
  }

  async #store(field: ProfileField, value: unknown, known: ProfileContent): Promise<void> {
    const { municipalityId } = this;
    const { offers, capacity, wants } = known;
    const whole = { municipalityId, offers, capacity, wants, languages: this.#languages };
    const before = this.#failed(field);
    const result = await device.issue(
      'mentoring.profile',
      this.key(field),
      { ...whole, [field]: value, was: { [field]: known[field] } },
      this.saved?.version ?? null
    );
    if (!result.ok) throw new Error(`The profile form let through what is refused: ${result.problems[0]?.message}`);
    // the new choice stands in the place of what was refused
    for (const { seq } of before) await device.discard(seq);
  }
}
