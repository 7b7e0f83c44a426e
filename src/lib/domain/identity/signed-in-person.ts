import type { Locale } from '../shared/locale';
import type { Membership } from './actor';

/** A membership with the names people read. */
export interface NamedMembership extends Membership {
  networkName: string;
  municipalityName: string | null;
  municipalityCode: string | null;
}

/** Whoever is signed in, as pages show them. */
export interface SignedInPerson {
  id: string;
  name: string;
  email: string;
  locale: Locale;
  /** Active ones, oldest first. */
  memberships: NamedMembership[];
}
