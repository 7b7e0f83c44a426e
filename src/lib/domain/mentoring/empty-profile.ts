import type { ProfileSet } from './commands';

/** Everything a municipality says for the rounds. */
export type ProfileContent = Required<Omit<ProfileSet, 'municipalityId' | 'was'>>;

/** What a municipality that has said nothing else offers and asks for. It has not consented yet. */
export const EMPTY_PROFILE: ProfileContent = {
  offers: [],
  capacity: 1,
  wants: [],
  languages: [],
  forms: [],
  months: [],
  rest: false,
  avoid: [],
  goals: [],
  distance: null,
  wishes: [],
  prefers: [],
  systems: [],
  groups: [],
  consent: false
};
