import type { MemberRole } from '$lib/domain/identity/actor';

/** The person whose store this device opens, also without network. */
export interface KnownPerson {
  id: string;
  name: string;
  email: string;
  locale: string;
  memberships: {
    networkId: string;
    networkName: string;
    role: MemberRole;
    municipalityId: string | null;
    municipalityName: string | null;
    municipalityCode: string | null;
  }[];
}

const KEY = 'waymark-person';

export function knownPerson(): KnownPerson | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as KnownPerson | null;
  } catch {
    // storage is blocked, or holds something else: as if nobody were known
    return null;
  }
}

export function rememberPerson(person: KnownPerson): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(person));
  } catch {
    // storage is blocked: the person is asked for again next time, and the shell warns that nothing is kept
  }
}

export function forgetPerson(): void {
  localStorage.removeItem(KEY);
}

/** Removes what this person had half typed: every such key of the app holds the person's id. */
export function forgetDrafts(personId: string): void {
  const keys = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i));
  for (const key of keys) if (key?.startsWith('waymark-') && key.includes(personId)) localStorage.removeItem(key);
}
