import words from '$lib/content/mail/calendar.json';
import type { App } from '../app';
import { activeMemberships } from '../auth/repository';
import type { PersonRow } from '../identity/repository';
import type { CalendarEntry } from '../render/write-calendar';
import { publicOrigin } from '../shared/origin';
import { datedSteps } from './calendar-repository';
import { modelOfNetwork, textIn } from './step-words';

/**
 * The steps of a person's municipalities that have a date, the person's own first. No notes and nobody's name: a calendar
 * lies with whoever keeps it, and is often shown to colleagues.
 */
export async function dueEntries(app: App, person: PersonRow): Promise<CalendarEntry[]> {
  const places = (await activeMemberships(app.db.read, person.id)).filter((m) => m.municipalityId !== null);
  const rows = await datedSteps(app.db.read, [...new Set(places.flatMap((m) => m.municipalityId ?? []))]);
  const networks = new Map<string, Awaited<ReturnType<typeof modelOfNetwork>>>();
  for (const { networkId } of rows)
    if (!networks.has(networkId)) networks.set(networkId, await modelOfNetwork(app, networkId));
  const origin = publicOrigin(app.env);
  const isMine = (row: (typeof rows)[number]) => row.ownerName === '' && row.ownerId === person.id;
  return [...rows.filter(isMine), ...rows.filter((row) => !isMine(row))].map((row) => {
    const said = textIn(networks.get(row.networkId) ?? null, person.locale)?.criteria[row.criterionId];
    const municipality = places.find((m) => m.municipalityId === row.municipalityId)?.municipalityName ?? '';
    const { mine, others } = words[person.locale];
    return {
      uid: `step-${row.id}@${new URL(origin).hostname}`,
      day: row.due!,
      title: said?.statement ?? row.criterionId,
      description: (isMine(row) ? mine : others).replace('{municipality}', () => municipality),
      link: `${origin}/app/plan`,
      changedAt: row.updatedAt
    };
  });
}
