import { v7 } from 'uuid';
import { BARE_VISIT } from '$lib/domain/mentoring/merge-life';
import type { Side } from '$lib/domain/mentoring/pairing-states';
import { type ContactContent, contactContent, NO_CONTACT } from '$lib/domain/outreach/merge-contact';
import { seenBefore } from '$lib/domain/shared/merge-fields';
import { lifeId } from '$lib/domain/sync/clash-of-life';
import type { App } from '$lib/server/app';
import { writeVisit } from '$lib/server/mentoring/pairing-life-repository';
import { insertRound } from '$lib/server/mentoring/repository';
import type { TestNetwork } from '../support/test-network';
import type { SimulatedDevice } from './device';
import type { FieldEdit } from './field-edits';
import type { Step } from './steps';

/** A running pairing of the network's two municipalities, with a visit of which little is said yet. */
export async function beginPairing(app: App, { networkId, municipalities }: TestNetwork): Promise<string> {
  const [id, roundId, now] = [app.newId(), app.newId(), app.now()];
  const round = { id: roundId, networkId, name: 'Spring', createdAt: now, createdBy: 'x', total: 1, bound: 1 };
  const pair = { id, networkId, roundId, menteeId: municipalities[0]!.id, mentorId: municipalities[1]!.id };
  const visit = { ...BARE_VISIT, id: app.newId(), pairingId: id, on: '2027-03-12', place: 'Somewhere' };
  await app.db.write(async (tx) => {
    await insertRound(tx, { ...round, unmatched: [], publishedAt: now, state: 'published' }, [
      { ...pair, dimension: 'legal', score: 1, reasons: [], status: 'active', startedAt: now }
    ]);
    await writeVisit(tx, { ...visit, version: 1, updatedBy: 'x', updatedAt: now });
  });
  return id;
}

const edited = (device: SimulatedDevice, thing: string, before: object, after: object): FieldEdit[] => {
  const at = (of: object, field: string) => (of as Record<string, unknown>)[field];
  return Object.keys(after)
    .filter((field) => at(before, field) !== at(after, field))
    .map((field) => ({ device, thing, field, saw: [at(before, field)], said: at(after, field) }));
};

/** Writes a contact down, or changes one part of one as the form does. */
export async function editContact(
  device: SimulatedDevice,
  { contact: nth, part, crash }: Extract<Step, { do: 'contact' }>,
  networkId: string,
  word: () => string
): Promise<FieldEdit[]> {
  const contacts = [...(await device.view()).contact.values()];
  const known = part === 'new' ? undefined : contacts[nth % Math.max(contacts.length, 1)];
  const contactId = known?.id ?? v7();
  const before: ContactContent = known ? contactContent(known) : NO_CONTACT;
  const after = { ...before };
  if (!known || part === 'name') after.name = word();
  if (!known || part === 'note') after.note = word();
  if (part === 'more') after.note = `${after.note}\n${word()}`.trim();
  const was = known && { was: seenBefore(before, after) };
  const payload = { contactId, ...after, networkId, ...was };
  const saved = await device.issue('contact.set', `contact:${contactId}`, payload, known?.version || null, crash);
  if (!saved && !crash?.after) return [];
  return edited(device, `contact:${contactId}`, before, after);
}

/** Of the outbox, as the page of a pairing has it. */
export const visitKey = (visitId: string, field: string): string => `visit:${visitId}:${field}`;

/** Plans a visit of the pairing, or changes one field of one as its page does. */
export async function editVisit(
  device: SimulatedDevice,
  { visit: nth, part, crash }: Extract<Step, { do: 'visit' }>,
  about: { pairingId: string; side: Side },
  word: () => string
): Promise<FieldEdit[]> {
  const pairing = (await device.view()).pairing.get(about.pairingId);
  if (!pairing?.life) return [];
  const { visits } = pairing.life;
  const known = part === 'new' ? undefined : visits[nth % Math.max(visits.length, 1)];
  const visitId = known?.id ?? v7();
  const unique = word();
  const day = new Date(Date.UTC(2027, 0, Number(unique.replace(/\D/g, '')))).toISOString().slice(0, 10);
  const change = known
    ? { [part]: part === 'on' ? day : unique }
    : { on: '2027-03-12', place: unique, purpose: word() };
  const was = known && { was: { [part]: known[part as 'place'] } };
  const key = known ? visitKey(visitId, part) : `visit:${visitId}`;
  const saved = await device.issue('visit.set', key, { visitId, ...about, ...change, ...was }, null, crash);
  if (!saved && !crash?.after) return [];
  return edited(device, `visit:${lifeId(about.pairingId, visitId)}`, known ?? {}, change);
}

const DIMENSIONS = ['legal', 'people'] as const;

/** Chooses a target level for one dimension as the page of results does. */
export async function editTarget(
  device: SimulatedDevice,
  { dimension, crash }: Extract<Step, { do: 'target' }>,
  { municipalityId, level }: { municipalityId: string; level: number }
): Promise<FieldEdit[]> {
  const id = DIMENSIONS[dimension % DIMENSIONS.length]!;
  const known = (await device.view()).setting.get(municipalityId);
  const { conditions, example, target } = known ?? { conditions: [], example: false, target: null };
  const said = { conditions, example, target: { ...target, [id]: level } };
  const payload = { municipalityId, ...said, was: { target } };
  const saved = await device.issue('setting.set', `setting:${municipalityId}`, payload, known?.version ?? null, crash);
  if (!saved && !crash?.after) return [];
  const field = `target.${id}`;
  return edited(device, `setting:${municipalityId}`, { [field]: target?.[id] ?? null }, { [field]: level });
}
