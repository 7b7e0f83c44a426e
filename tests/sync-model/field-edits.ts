import { v7 } from 'uuid';
import { seenOf, toPayload } from '$lib/domain/outreach/draft-payload';
import { KNOWLEDGE_ANSWERS, PROMISED_BY } from '$lib/domain/outreach/kinds';
import { emptyAttendee, emptyBarrier, emptyDraft, emptyFollowUp, fromRecord } from '$lib/domain/outreach/meeting-draft';
import type { MeetingDraft } from '$lib/domain/outreach/meeting-draft';
import { TEXT_ROOM } from '$lib/domain/outreach/merge-meeting';
import { changeStep, stepKey, type StepWish } from '$lib/domain/roadmap/change-step';
import { settleClash, type ClashChoice } from '$lib/domain/shared/settle-clash';
import { standingOf } from '$lib/domain/sync/apply-clash';
import type { ClashRecord, FollowUpRecord, MeetingRecord, ReadRecord, StepRecord } from '$lib/domain/sync/records';
import { lifePlace } from '$lib/domain/sync/clash-of-life';
import type { SimulatedDevice } from './device';
import { visitKey } from './shared-edits';
import type { Step } from './steps';

/** What one person wrote into one field and saw as saved. */
export interface FieldEdit {
  device: SimulatedDevice;
  /** `meeting:ID`, `step:ID`, `visit:PAIRING/ID`. */
  thing: string;
  /** As clashes name it. */
  field: string;
  /** The values on the screen: one, or the two between which was chosen. */
  saw: unknown[];
  /** Undefined: the item was removed. */
  said: unknown;
}

type Flat = Map<string, unknown>;

/** Every field of a meeting by the name that clashes give it. */
export function flatMeeting(meeting: Omit<MeetingDraft, 'baseVersion' | 'meetingId'>): Flat {
  const flat: Flat = new Map<string, unknown>([
    ['heldOn', meeting.heldOn],
    ['exchange', meeting.exchange],
    ['interestAfter', meeting.interestAfter],
    ['nextContactOn', meeting.nextContactOn]
  ]);
  for (const name of ['attendees', 'barriers', 'followUps', 'knowledge', 'goalsMet'] as const)
    for (const { id, ...fields } of meeting[name])
      for (const [part, value] of Object.entries(fields)) flat.set(`${name}.${id}.${part}`, value);
  return flat;
}

export function flatStep({ status, due, ownerId, ownerName, note }: Omit<StepRecord, 'id' | 'version'>): Flat {
  const owner = JSON.stringify({ ownerId, ownerName });
  return new Map<string, unknown>([
    ['status', status],
    ['due', due],
    ['owner', owner],
    ['note', note]
  ]);
}

export const flatWhole = (meeting: MeetingRecord, promises: readonly FollowUpRecord[]): Flat =>
  flatMeeting(fromRecord(meeting, promises));

function editsBetween(device: SimulatedDevice, thing: string, before: Flat, after: Flat): FieldEdit[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((field) => before.get(field) !== after.get(field))
    .map((field) => ({ device, thing, field, saw: [before.get(field)], said: after.get(field) }));
}

/** Logs a meeting, or changes one part of one as the form does. Every text and name is one nobody has used before. */
export async function editMeeting(
  device: SimulatedDevice,
  step: Extract<Step, { do: 'meeting' }>,
  place: string,
  word: () => string
): Promise<{ meetingId: string; followUps: string[]; edits: FieldEdit[] } | null> {
  if (device.person.memberships[0]!.role !== 'coordinator') return null;
  const view = await device.view();
  const logged = [...view.meeting.values()];
  const meeting = step.part === 'new' ? undefined : logged[step.meeting % Math.max(logged.length, 1)];
  const opened: MeetingDraft = meeting
    ? fromRecord(meeting, [...view['follow-up'].values()])
    : emptyDraft({ meetingId: v7(), today: '2026-11-20', municipalityIds: [place] });
  const draft = structuredClone(opened);
  if (meeting) change(draft, step, word);
  else {
    draft.exchange = word();
    draft.attendees = [{ ...emptyAttendee(v7()), name: word() }];
    draft.barriers = [{ ...emptyBarrier(v7(), 'no-time'), quote: word() }];
    draft.followUps = [{ ...emptyFollowUp(v7()), what: word(), due: '2027-01-31' }];
  }
  const payload = toPayload(draft, '2026-11-22');
  if (!payload.ok) throw new Error(payload.problems[0]?.message);
  const was = meeting && { was: seenOf(opened, payload.value) };
  const saved = await device.issue(
    'meeting.log',
    `meeting:${draft.meetingId}`,
    { ...payload.value, ...was },
    opened.baseVersion,
    step.crash
  );
  // on the disk although nobody saw it as saved: it may go through, and counts as said
  if (!saved && !step.crash?.after) return null;
  const before = meeting ? flatMeeting(opened) : new Map<string, unknown>();
  return {
    meetingId: draft.meetingId,
    followUps: draft.followUps.map(({ id }) => id),
    edits: editsBetween(device, `meeting:${draft.meetingId}`, before, flatMeeting(draft))
  };
}

function change(draft: MeetingDraft, { part, item }: Extract<Step, { do: 'meeting' }>, word: () => string): void {
  const pick = <T>(list: T[]): T | undefined => list[item % Math.max(list.length, 1)];
  const [guest, barrier, promise] = [pick(draft.attendees), pick(draft.barriers), pick(draft.followUps)];
  if (part === 'exchange') draft.exchange = item ? word() : `${draft.exchange}\n${word()}`;
  if (part === 'date') draft.heldOn = `2026-11-${String(10 + item)}`;
  if (part === 'add') draft.attendees.push({ ...emptyAttendee(v7()), name: word() });
  if (part === 'rename' && guest) guest.name = word();
  if (part === 'remove') {
    draft.attendees = draft.attendees.filter((one) => one !== guest);
    draft.barriers = draft.barriers.filter((one) => one !== barrier);
  }
  if (part === 'quote' && barrier) barrier.quote = word();
  if (part === 'promise' && promise) promise.what = word();
  if (part === 'keeper' && promise) promise.promisedBy = PROMISED_BY[item % PROMISED_BY.length]!;
  if (part === 'interest') draft.interestAfter = 1 + (item % 5);
  if (part === 'known') draft.knowledge[item % 3]!.after = KNOWLEDGE_ANSWERS[item % 3]!;
  if (part === 'next') draft.nextContactOn = `2027-02-${String(10 + item)}`;
  if (part === 'goal') draft.goalsMet.push({ id: v7(), what: word() });
}

const STATES = ['planned', 'done', 'dropped'] as const;

/** Changes one field of a step of the plan as the plan does. */
export async function editStep(
  device: SimulatedDevice,
  { field, crash }: Extract<Step, { do: 'plan' }>,
  place: { municipalityId: string; criterionId: string },
  word: () => string
): Promise<FieldEdit[]> {
  const { municipalityId, criterionId } = place;
  const id = `${municipalityId}/${criterionId}`;
  const known = (await device.view()).step.get(id);
  const unique = word();
  const wishes: Record<typeof field, StepWish> = {
    note: { note: unique },
    due: { due: new Date(Date.UTC(2027, 0, Number(unique.replace(/\D/g, '')))).toISOString().slice(0, 10) },
    status: { status: STATES[(STATES.indexOf(known?.status ?? 'dropped') + 1) % 3] },
    owner: { ownerId: null, ownerName: unique }
  };
  const before = known ? flatStep(known) : new Map<string, unknown>();
  for (const { key, payload } of changeStep(municipalityId, criterionId, wishes[field], known)) {
    const saved = await device.issue('step.set', key, payload, known?.version ?? null, crash);
    if (!saved && !crash?.after) return [];
  }
  const after = (await device.view()).step.get(id)!;
  return editsBetween(device, `step:${id}`, before, flatStep(after)).filter((edit) => edit.field === field);
}

/** Chooses between two values of a field. */
export async function chooseValue(
  device: SimulatedDevice,
  { clash: nth, choose }: Extract<Step, { do: 'choose' }>
): Promise<FieldEdit | null> {
  const view = await device.view();
  const read = ((entity, id) => view[entity].get(id)) as ReadRecord;
  const open = [...view.clash.values()];
  const clash = open[nth % Math.max(open.length, 1)];
  const standing = clash && standingOf(clash, read);
  if (!clash || standing === undefined) return null;
  const how: ClashChoice = choose === 'both' && !isText(clash.field) ? 'other' : choose;
  const sides = { standing, other: clash.value };
  const saved = await device.issue('clash.settle', keyOf(clash), { clashId: clash.id, choose: how, seen: sides }, null);
  if (!saved) return null;
  const flat = (value: unknown) => (clash.field === 'owner' ? JSON.stringify(value) : value);
  const said = flat(settleClash(sides, how, sides).value);
  return { device, thing: thingOf(clash), field: clash.field, saw: [flat(standing), flat(clash.value)], said };
}

const isText = (field: string) => ['note', 'purpose'].includes(field) || (field.split('.').at(-1) ?? '') in TEXT_ROOM;
export const thingOf = (clash: Pick<ClashRecord, 'of' | 'entityId'>) => `${clash.of}:${clash.entityId}`;
const keyOf = ({ of, entityId, field }: ClashRecord) => {
  if (of === 'step') return stepKey(entityId, field);
  return of === 'visit' ? visitKey(lifePlace(entityId).id, field) : `${of}:${entityId}`;
};
