import { type ProfileSet } from '$lib/domain/mentoring/commands';
import { device } from '../../device.svelte';

export type Profile = Omit<ProfileSet, 'municipalityId'>;

/** What a municipality offers and wants, stored at every choice. */
export class ProfileEditor {
  #changed = $state.raw<Partial<Profile>>({});

  constructor(readonly municipalityId: string) {}

  get saved() {
    return device.one('profile', this.municipalityId);
  }

  get shown(): Profile {
    const start: Profile = { offers: [], capacity: 1, wants: [], languages: [device.person?.locale ?? 'en'] };
    const { offers, capacity, wants, languages } = { ...start, ...this.saved, ...this.#changed };
    return { offers, capacity, wants, languages };
  }

  /** Stores the choice; without a language it waits for one, and the page says so. */
  async change(change: Partial<Profile>): Promise<void> {
    const changed = { ...this.#changed, ...change };
    this.#changed = changed;
    const profile = this.shown;
    if (profile.languages.length === 0) return;
    const { municipalityId } = this;
    const result = await device.issue(
      'mentoring.profile',
      `profile:${municipalityId}`,
      { municipalityId, ...profile },
      this.saved?.version ?? null
    );
    if (!result.ok) throw new Error(`The profile form let through what is refused: ${result.problems[0]?.message}`);
    // unless something else was chosen meanwhile
    if (this.#changed === changed) this.#changed = {};
  }
}
