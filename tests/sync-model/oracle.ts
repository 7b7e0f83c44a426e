import { and, eq, inArray } from 'drizzle-orm';
import type { AnswerContent } from '$lib/domain/assessment/merge-answer';
import type { Change, ClashRecord } from '$lib/domain/sync/records';
import { nextContactId } from '$lib/domain/outreach/next-contact';
import type { App } from '$lib/server/app';
import { answer, answerConflict, answerHistory } from '$lib/server/db/schema/assessment';
import { followUp, meeting } from '$lib/server/db/schema/outreach';
import { syncCommand } from '$lib/server/db/schema/sync';
import { pullChanges } from '$lib/server/sync/service';
import type { SimulatedDevice } from './device';
import { findLostFields } from './field-oracle';
import type { SavedEdit, World } from './world';

const FIELDS = ['value', 'note', 'evidence'] as const;

/** Everything that is wrong once a world has come to rest; empty when every promise was kept. */
export async function findBrokenPromises(app: App, world: World): Promise<string[]> {
  return [
    ...world.network.faults.map(
      (fault) => `the service threw: ${String(fault)} ${String((fault as Error).cause ?? '')}`
    ),
    ...(await findLostEdits(app, world)),
    ...(await findLostFields(app, world, JSON.stringify(await failedPayloads(world.devices)))),
    ...(await findDoubleEffects(app, world)),
    ...(await findDisorder(app, world)),
    ...(await findDisagreement(app, world)),
    ...findLeaks(world)
  ];
}

/**
 * Each field somebody changed and saw as saved is in the final answer, or in a conflict shown to people, or was changed
 * again by somebody who had it on the screen. Texts are all different; a value that two people say is the same value.
 */
async function findLostEdits(app: App, world: World): Promise<string[]> {
  const ids = world.net.municipalities.map(({ assessmentId }) => assessmentId);
  const finals = await app.db.read.select().from(answer).where(inArray(answer.assessmentId, ids));
  const conflicts = await app.db.read.select().from(answerConflict).where(inArray(answerConflict.assessmentId, ids));
  const failed = await failedPayloads(world.devices);
  const sameThing = (a: SavedEdit, b: { assessmentId: string; criterionId: string }) =>
    a.assessmentId === b.assessmentId && a.criterionId === b.criterionId;
  const lost: string[] = [];
  for (const edit of world.edits) {
    for (const field of FIELDS) {
      if (edit.said[field] === edit.saw[field]) continue;
      const keeps = (row: AnswerContent & { assessmentId: string; criterionId: string }) =>
        sameThing(edit, row) && row[field] === edit.said[field];
      const kept =
        finals.some(keeps) ||
        conflicts.some(keeps) ||
        failed.some((payload) => keeps(payload as never)) ||
        world.edits.some(
          (other) =>
            sameThing(edit, other) && other.saw[field] === edit.said[field] && other.said[field] !== other.saw[field]
        );
      if (!kept) lost.push(`lost: ${field} "${edit.said[field]}" of ${edit.criterionId} from ${edit.device.name}`);
    }
  }
  return lost;
}

async function failedPayloads(devices: SimulatedDevice[]): Promise<unknown[]> {
  const outboxes = await Promise.all(devices.map(async (device) => (await device.contents()).outbox));
  return outboxes.flat().map((item) => item.envelope.payload);
}

/** A command does its effect once, however often it arrives. */
async function findDoubleEffects(app: App, world: World): Promise<string[]> {
  const ids = world.net.municipalities.map(({ assessmentId }) => assessmentId);
  const history = await app.db.read.select().from(answerHistory).where(inArray(answerHistory.assessmentId, ids));
  const faults: string[] = [];
  const versions = new Map<string, number[]>();
  for (const row of history) {
    const key = `${row.assessmentId}/${row.criterionId}`;
    versions.set(key, [...(versions.get(key) ?? []), row.version]);
  }
  for (const [key, list] of versions) {
    const sorted = list.toSorted((a, b) => a - b);
    if (sorted.some((version, i) => version !== i + 1)) faults.push(`versions of ${key}: ${sorted.join(' ')}`);
  }
  const promises = await app.db.read.select().from(followUp).where(eq(followUp.networkId, world.net.networkId));
  const meetings = await app.db.read.select().from(meeting).where(eq(meeting.networkId, world.net.networkId));
  const next = new Set(meetings.map(({ id }) => nextContactId(id)));
  const made = promises.filter(({ id }) => !next.has(id));
  if (made.length > new Set(world.followUps).size) faults.push(`${made.length} promises of ${world.followUps.length}`);
  if (meetings.length > world.meetings.size) faults.push(`${meetings.length} meetings of ${world.meetings.size}`);
  return faults;
}

/** What one device sent about one thing was carried out in the order it was made. */
async function findDisorder(app: App, world: World): Promise<string[]> {
  const faults: string[] = [];
  for (const device of world.devices) {
    const { deviceId } = await device.contents();
    const rows = await app.db.read
      .select()
      .from(syncCommand)
      .where(and(eq(syncCommand.deviceId, deviceId), eq(syncCommand.type, 'answer.set')));
    const applied = rows.flatMap(({ seq, outcome }) => (outcome.outcome === 'applied' ? [{ seq, outcome }] : []));
    for (const one of applied)
      for (const other of applied) {
        if (one.seq === other.seq && one.outcome.commandId !== other.outcome.commandId)
          faults.push(`${device.name} used number ${one.seq} twice`);
      }
    const subjects = await subjectsOf(
      app,
      applied.map(({ outcome }) => outcome.commandId),
      rows
    );
    for (const list of subjects.values()) {
      const bySeq = list.toSorted((a, b) => a.seq - b.seq).map(({ version }) => version);
      if (bySeq.some((version, i) => i > 0 && version < bySeq[i - 1]!))
        faults.push(`${device.name} out of order: versions ${bySeq.join(' ')}`);
    }
  }
  return faults;
}

/** Versions by the criterion they are of: found in the history, which holds who gave each. */
async function subjectsOf(app: App, _ids: string[], rows: (typeof syncCommand.$inferSelect)[]) {
  if (rows.length < 2) return new Map<string, { seq: number; version: number }[]>();
  const { auditLog } = await import('$lib/server/db/schema/identity');
  const personId = rows[0]?.personId;
  const audits = personId
    ? await app.db.read
        .select()
        .from(auditLog)
        .where(and(eq(auditLog.actor, personId), eq(auditLog.action, 'answer.set')))
    : [];
  const subjects = new Map<string, { seq: number; version: number }[]>();
  // an audit row and its command are written in the same transaction, so at the same time and in the same order
  for (const row of rows) {
    if (row.outcome.outcome !== 'applied') continue;
    const subject = audits.find((audit) => audit.at.getTime() === row.receivedAt.getTime())?.subject;
    if (!subject) continue;
    subjects.set(subject, [...(subjects.get(subject) ?? []), { seq: row.seq, version: row.outcome.version }]);
  }
  return subjects;
}

/** Everybody who may see the same sees the same, and it is what a new device would get. */
async function findDisagreement(app: App, world: World): Promise<string[]> {
  const faults: string[] = [];
  // what a new device would get is told by whose it is
  const fresh = new Map<SimulatedDevice['person'], string>();
  for (const { person } of world.devices) {
    if (fresh.has(person)) continue;
    const pulled = await pullChanges(app, person, { since: 0 });
    if (!pulled.ok) throw new Error('A person of the network may not pull');
    fresh.set(person, fingerprint(pulled.value.changes));
  }
  for (const device of world.devices) {
    const { base, outbox } = await device.contents();
    const [here, there] = [fingerprint(base), fresh.get(device.person)!];
    if (here !== there)
      faults.push(`${device.name} holds something else than a new device would:\n${diff(here, there)}`);
    const left = outbox.filter((item) => item.state !== 'failed');
    if (left.length)
      faults.push(`${device.name} still has ${left.map(({ state, key }) => `${state} ${key}`).join(', ')}`);
    // the release before keeps a refused meeting's words on the device, to be compared by its author
    const expected = world.beganOld ? ['not-found', 'changed-elsewhere', 'builds-on-refused'] : ['not-found'];
    const unexpected = outbox.filter(
      (item) => item.state === 'failed' && !expected.includes(item.problems[0]?.code ?? '')
    );
    for (const item of unexpected) faults.push(`${device.name} was refused ${item.key}: ${item.problems[0]?.message}`);
  }
  return faults;
}

function fingerprint(changes: readonly Change[]): string {
  return changes
    .filter(({ data }) => data !== null)
    .map((change) => JSON.stringify([change.entity, change.id, change.data]))
    .toSorted()
    .join('\n');
}

function diff(here: string, there: string): string {
  const [a, b] = [new Set(here.split('\n')), new Set(there.split('\n'))];
  return [
    ...[...a].filter((x) => !b.has(x)).map((x) => `- ${x}`),
    ...[...b].filter((x) => !a.has(x)).map((x) => `+ ${x}`)
  ].join('\n');
}

/**
 * Drafts and plans stay inside their municipality, meetings, promises and contacts with the coordinators, visits with the
 * two that visit each other; so do their clashes, and so does every text in whatever anybody is told.
 */
function findLeaks(world: World): string[] {
  const faults: string[] = [];
  for (const { person, pull } of world.network.deliveries) faults.push(...findForeignTexts(world, person, pull));
  for (const { person, outcomes } of world.network.answered) faults.push(...findForeignTexts(world, person, outcomes));
  for (const { person, pull } of world.network.deliveries) {
    const { role, municipalityId } = person.memberships[0]!;
    const own = world.net.municipalities.find(({ id }) => id === municipalityId);
    for (const { entity, id, data } of pull.changes) {
      if (data === null) continue;
      const foreign =
        (entity === 'answer' || entity === 'conflict') &&
        (data as { assessmentId: string }).assessmentId !== own?.assessmentId;
      const of = entity === 'clash' ? (data as ClashRecord).of : entity;
      const inner = ['meeting', 'follow-up', 'contact'].includes(of) && role !== 'coordinator';
      const plans = of === 'step' || (entity === 'clash' && of === 'setting');
      const planned = plans && (data as ClashRecord).municipalityId !== municipalityId;
      if (foreign || inner || planned) faults.push(`${role} was given ${entity} ${id}`);
    }
  }
  return [...new Set(faults)];
}

/** Every invented text says for whom it was written. */
const TEXT = /\b(?:note|paper|said|do|seen)-(\d+)/g;

function findForeignTexts({ readers }: World, person: SimulatedDevice['person'], told: unknown): string[] {
  const { role, municipalityId } = person.memberships[0]!;
  const faults: string[] = [];
  for (const [text, number] of JSON.stringify(told).matchAll(TEXT)) {
    const whose = readers[Number(number) - 1];
    const mayRead = whose === 'both' || (role === 'coordinator' ? whose === 'coordinators' : whose === municipalityId);
    if (!mayRead) faults.push(`${role} was told "${text}"`);
  }
  return faults;
}
