import type { SignedInPerson } from '$lib/domain/identity/signed-in-person';

/** The municipality a factsheet is for: `?municipality=`, else the first this person is an officer of. */
export function ownMunicipality({ memberships }: SignedInPerson, asked: string | null): string {
  const own = memberships.flatMap(({ role, municipalityId }) =>
    role === 'officer' && municipalityId ? [municipalityId] : []
  );
  return asked ?? own[0] ?? '';
}
