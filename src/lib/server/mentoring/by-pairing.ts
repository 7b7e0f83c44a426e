/** Rows of several pairings, by pairing, each in the order given. */
export function byPairing<T extends { pairingId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.pairingId, [...(groups.get(row.pairingId) ?? []), row]);
  return groups;
}
