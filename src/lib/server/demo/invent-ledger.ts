import type { ModelText } from '$lib/domain/model/types';
import type { CorrectionKind } from '$lib/domain/outreach/corrections';
import { NO_FILTER } from '$lib/domain/outreach/campaign-population';
import type { Tx } from '../db/client';
import { campaign, campaignTouch } from '../db/schema/campaigns';
import { barrierCorrection, dataPerson, followUpSnooze } from '../db/schema/ledger';
import { attendee, meeting, meetingBarrier, meetingMunicipality } from '../db/schema/outreach';
import { newLinkKey } from '../outreach/campaign-link';
import { contactsOf } from '../outreach/contact-repository';
import { followUpsOf, meetingsOf } from '../outreach/repository';
import { insertMany } from './insert-many';
import { Dice } from './invent';

const DAY = 86_400_000;
const SNOOZED = ['Väntar på svar från regionen', 'Kontakten är på semester', ''];
/** What the officers with an account say of the notes about their own municipality, and what came of it. */
const SAID: Record<
  string,
  { kind: CorrectionKind; text: string; settled: 'agreed' | 'kept' | null; answer: string } | undefined
> = {
  'no-owner': {
    ...{ kind: 'no-longer', text: 'Vi har en ansvarig sedan i våras.', settled: 'agreed' },
    answer: 'Bra, det är noterat.'
  },
  'supplier-lock-in': {
    ...{ kind: 'otherwise', text: 'Det gäller bara ett av systemen.', settled: null, answer: '' }
  }
};

interface From {
  seed: number;
  networkId: string;
  coordinator: string;
  now: Date;
  officers: readonly { id: string; municipalityId: string }[];
}

/** What somebody said of a barrier, about every third time; dice of its own, so that everything else stays as it is. */
export function inventQuotes(
  seed: number,
  text: Pick<ModelText, 'barriers'> | undefined
): (barrierId: string) => Pick<typeof meetingBarrier.$inferSelect, 'quote' | 'consent'> {
  const dice = new Dice(seed + 7);
  return (barrierId) => {
    const quote = text?.barriers[barrierId]?.quote ?? '';
    return quote && dice.chance(0.3)
      ? { quote, consent: dice.pick(['yes', 'anonymous', 'anonymous', 'no'] as const) }
      : { quote: '', consent: 'no' };
  };
}

/** Quotes, corrections, promises put off, people to ask for and a round of calls: invented, and said so in the demo's strip. */
export async function inventLedger(tx: Tx, from: From): Promise<void> {
  // dice of its own, so that everything else of the demo stays as it is
  const dice = new Dice(from.seed + 6);
  await inventOwnMeetings(tx, dice, from);
  const rows = (await meetingsOf(tx, from.networkId)).flatMap(({ heldOn, municipalityIds, barriers }) =>
    barriers.map((barrier) => ({ barrier, heldOn, municipalityId: municipalityIds[0]! }))
  );
  const corrections: (typeof barrierCorrection.$inferInsert)[] = [];
  for (const officer of from.officers) {
    const own = rows.filter(({ municipalityId }) => municipalityId === officer.municipalityId);
    if (corrections.some(({ municipalityId }) => municipalityId === officer.municipalityId)) continue;
    for (const { barrier, municipalityId } of own) {
      const found = SAID[barrier.barrierId];
      if (!found) continue;
      const { settled, ...said } = found;
      const at = new Date(from.now.getTime() - (4 + dice.below(9)) * DAY);
      const settledAt = settled && new Date(at.getTime() + DAY);
      corrections.push({
        ...{ id: dice.id(), networkId: from.networkId, raisedId: barrier.id, municipalityId, ...said, settled },
        ...{ barrierId: barrier.barrierId, side: 'municipality', by: officer.id, saidAt: at, createdAt: at },
        ...{ settledAt, settledBy: settled && from.coordinator }
      });
    }
  }
  const known = new Set(corrections.map(({ raisedId }) => raisedId));
  for (const { barrier, municipalityId, heldOn } of rows) {
    if (known.has(barrier.id) || !dice.chance(0.16)) continue;
    const at = new Date(Math.min(from.now.getTime() - DAY, Date.parse(heldOn) + (20 + dice.below(60)) * DAY));
    corrections.push({
      ...{ id: dice.id(), networkId: from.networkId, raisedId: barrier.id, municipalityId, kind: 'overcome', text: '' },
      ...{ barrierId: barrier.barrierId, side: 'network', by: from.coordinator, saidAt: at, createdAt: at },
      ...{ settledAt: at, settledBy: from.coordinator, settled: 'agreed', answer: '' }
    });
  }
  await insertMany(tx, barrierCorrection, corrections);
  await inventSnoozes(tx, dice, from);
  await inventDataPersons(tx, dice, from);
  await inventCalls(tx, dice, from);
}

/** The municipalities whose officers sign in to the demo were met, so that they have something to read and to correct. */
async function inventOwnMeetings(tx: Tx, dice: Dice, { networkId, coordinator, now, officers }: From): Promise<void> {
  const raised = [
    { barrierId: 'no-owner', severity: 2, quote: '', consent: 'no' as const },
    { barrierId: 'no-budget', severity: 3, quote: 'Skolan och äldreomsorgen måste gå först.', consent: 'yes' as const },
    {
      barrierId: 'supplier-lock-in',
      severity: 2,
      quote: 'Leverantören tar betalt för varje uttag.',
      consent: 'anonymous' as const
    }
  ];
  for (const municipalityId of new Set(officers.map((one) => one.municipalityId))) {
    const id = dice.id();
    const at = new Date(now.getTime() - (150 + dice.below(60)) * DAY);
    await tx.insert(meeting).values({
      ...{ id, networkId, heldOn: at.toISOString().slice(0, 10), form: 'video', background: 'Påhittat möte.' },
      ...{ workSoFar: 'Kartan är öppen.', conclusions: 'Tar upp frågan i ledningsgruppen.', version: 1 },
      ...{ createdBy: coordinator, createdAt: at, updatedAt: at }
    });
    await tx.insert(meetingMunicipality).values({ meetingId: id, municipalityId });
    await tx.insert(attendee).values({ id: dice.id(), meetingId: id, name: 'Elis Demo', role: 'it' });
    await insertMany(
      tx,
      meetingBarrier,
      raised.map((one) => ({ id: dice.id(), meetingId: id, ...one }))
    );
  }
}

async function inventSnoozes(tx: Tx, dice: Dice, { networkId, coordinator }: From): Promise<void> {
  const open = await followUpsOf(tx, networkId);
  const put = open.filter(({ doneAt }) => doneAt === null && dice.chance(0.4));
  const day = (iso: string, back: number) => new Date(Date.parse(iso) - back * DAY).toISOString().slice(0, 10);
  await insertMany(
    tx,
    followUpSnooze,
    put.map(({ id, due }) => ({
      ...{ id: dice.id(), followUpId: id, fromDue: day(due, 14), toDue: due, reason: dice.pick(SNOOZED) },
      ...{ by: coordinator, at: new Date(Date.parse(due) - 15 * DAY), beside: false }
    }))
  );
}

async function inventDataPersons(tx: Tx, dice: Dice, { networkId, coordinator, now, officers }: From): Promise<void> {
  const contacts = await contactsOf(tx, networkId, now);
  // the first of two colleagues
  const named = new Map(
    officers.toReversed().map(({ id, municipalityId }) => [municipalityId, { personId: id, contactId: null }])
  );
  const rows: (typeof dataPerson.$inferInsert)[] = [];
  const set = { networkId, version: 1, setBy: coordinator, setAt: now };
  for (const [municipalityId, who] of named) rows.push({ municipalityId, ...who, ...set });
  for (const { id, municipalityId, role } of contacts) {
    if (!municipalityId || role === 'registrar' || role === 'politician') continue;
    if (rows.some((row) => row.municipalityId === municipalityId) || !dice.chance(0.7)) continue;
    rows.push({ municipalityId, contactId: id, personId: null, ...set });
  }
  await insertMany(tx, dataPerson, rows);
}

/** A round of calls before the first meetings: only to those that were met afterwards, so that coverage stays as it is. */
async function inventCalls(tx: Tx, dice: Dice, { networkId, coordinator, now }: From): Promise<void> {
  const startedAt = new Date(now.getTime() - 280 * DAY);
  const campaignId = dice.id();
  await tx.insert(campaign).values({
    ...{
      id: campaignId,
      networkId,
      name: 'Telefonrundan (påhittad)',
      state: 'stopped',
      channels: ['phone'],
      roles: []
    },
    ...{ filter: NO_FILTER, costs: {}, perMinute: 20, sendBy: 'waymark', linkKey: newLinkKey(), version: 1 },
    ...{ createdBy: coordinator, createdAt: startedAt, startedAt, stoppedAt: now, updatedAt: startedAt }
  });
  const first = new Map<string, string>();
  for (const { municipalityIds, heldOn } of await meetingsOf(tx, networkId))
    for (const id of municipalityIds) if (heldOn < (first.get(id) ?? '9')) first.set(id, heldOn);
  await insertMany(
    tx,
    campaignTouch,
    [...first].map(([municipalityId, heldOn]) => {
      const reachedOn = new Date(Date.parse(heldOn) - (5 + dice.below(15)) * DAY).toISOString().slice(0, 10);
      return {
        ...{ id: dice.id(), campaignId, municipalityId, channel: 'phone' as const, reachedOn },
        ...{ reply: dice.pick(['yes', 'yes', 'other'] as const), repliedOn: reachedOn },
        ...{ loggedBy: coordinator, loggedAt: new Date(reachedOn) }
      };
    })
  );
}
