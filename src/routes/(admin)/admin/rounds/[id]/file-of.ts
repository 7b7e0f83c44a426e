/** The address of what a round's page shows, as a file; with the filter of the page where one is given. */
export function fileOf({ networkId, round }: { networkId: string; round: { id: string } }, filter: object = {}) {
  const chosen = Object.entries(filter).filter(([, value]) => value !== '' && value !== null);
  return (format: string) =>
    `/admin/rounds/${round.id}/export?${new URLSearchParams([['network', networkId], ['format', format], ...chosen])}`;
}
