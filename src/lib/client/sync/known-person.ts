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
/** The sign-in at which the server was last asked who it is. */
const SIGN_IN = 'waymark-sign-in';
/** What this device shows the server to learn whether the account is closed. */
const PROOF = 'waymark-proof';
const CLOSED = 'waymark-closed';

export function knownPerson(): KnownPerson | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as KnownPerson | null;
  } catch {
    // storage is blocked, or holds something else: as if nobody were known
    return null;
  }
}

/** @param mark what `signInMark` said before the server was asked: a sign-in since then may be somebody else's */
export function rememberPerson(person: KnownPerson, mark: string | null): void {
  write(KEY, JSON.stringify(person));
  write(SIGN_IN, mark);
  write(CLOSED, null);
}

export function forgetPerson(): void {
  for (const key of [KEY, SIGN_IN, PROOF, CLOSED]) write(key, null);
}

/** Somebody has signed in since the server was last asked who: perhaps another person. The cookie is `session-cookie.ts`'s. */
export function signedInAnew(): boolean {
  const mark = signInMark();
  return mark !== null && mark !== read(SIGN_IN);
}

export function signInMark(): string | null {
  return /(?:^|; )waymark-signed-in=([^;]*)/.exec(document.cookie)?.[1] ?? null;
}

export const keepProof = (proof: string) => write(PROOF, proof);
export const readProof = () => read(PROOF);

/** The account was closed while work was unsent: its screen stays until that is saved or the account is back. */
export const isClosed = () => read(CLOSED) !== null;
export const markClosed = (closed: boolean) => write(CLOSED, closed ? 'yes' : null);

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // storage is blocked: nothing was kept
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // storage is blocked: the person is asked for again next time, and the shell warns that nothing is kept
  }
}
