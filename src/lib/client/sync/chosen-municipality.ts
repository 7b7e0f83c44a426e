const keyOf = (personId: string) => `waymark-municipality/${personId}`;

/** The municipality an officer of several worked on last, on this device. */
export function readChoice(personId: string): string | null {
  try {
    return localStorage.getItem(keyOf(personId));
  } catch {
    // storage is blocked: the first of them
    return null;
  }
}

export function keepChoice(personId: string, municipalityId: string): void {
  try {
    localStorage.setItem(keyOf(personId), municipalityId);
  } catch {
    // storage is blocked: the choice holds until the page closes
  }
}
