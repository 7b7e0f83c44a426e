import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { MeetingLog } from '$lib/domain/outreach/commands';
import {
  type KnownMeeting,
  meetingKey,
  planMeeting,
  type PlannedMeeting
} from '$lib/domain/outreach/imports/plan-meeting';
import type { MeetingRowRead } from '$lib/domain/outreach/imports/read-meeting-rows';
import type { Problem } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { Reader, Tx } from '../db/client';
import type { MeetingBefore } from '../db/schema/imports';
import type { ChangeContext } from '../shared/change';
import { today } from '../shared/today';
import { checkPlaces } from './check-meeting';
import { endedPlaces } from './ended-places';
import { meetingHandler } from './handlers';
import { hashMeeting } from './import-hash';
import type { RowOutcome } from './import-outcome';
import { asKnown, figuresBefore, figuresOf, textsOf } from './imported-meeting';
import { insertMeetingChange, meetingChangeOn, updateMeetingChange } from './import-repository';
import { wholeMeeting } from './meeting-clashes';
import { knownMeetings } from './meeting-keys-repository';
import { followUpsOfMeeting, writeFollowUp } from './repository';

export interface MeetingListOptions {
  networkId: string;
  names: ReadonlyMap<string, string>;
  /** Promises whose day is past are noted as kept. */
  pastDone: boolean;
}

/** Reads a log of meetings in, each by the very command that a device would send of it. */
export class MeetingImporter {
  constructor(
    private readonly app: App,
    private readonly options: MeetingListOptions
  ) {}

  /** Meetings that earlier parts of a dry run would have made. */
  readonly #planned = new Map<string, KnownMeeting[]>();
  readonly #madeBy = new Map<string, number>();

  /** What rows would do; nothing is written. */
  async plan(rows: readonly MeetingRowRead[]): Promise<RowOutcome[]> {
    const db = this.app.db.read;
    const known = await this.#knownFor(db, rows);
    const ended = await endedPlaces(db, this.options.networkId);
    const outcomes: RowOutcome[] = [];
    for (const row of rows) {
      const key = row.said && meetingKey(row.said);
      const before = key ? (this.#planned.get(key) ?? []) : [];
      const planned = row.said && planMeeting(row.said, [...fitting(known, row), ...before]);
      const outcome = this.#outcome(row, planned);
      const gone = planned?.action === 'create' && planned.municipalityIds.some((id) => ended(id, planned.heldOn));
      const checked = gone ? await checkPlaces(db, planned, []) : null;
      if (checked && !checked.ok) {
        outcomes.push({ ...outcome, action: 'refused', why: whyOf(checked.problems) });
        continue;
      }
      if (key && planned?.action === 'create') {
        const meeting = asKnown(planned, `row ${row.line}`);
        this.#planned.set(key, [...before, meeting]);
        this.#madeBy.set(meeting.id, row.line);
      }
      outcomes.push(outcome);
    }
    return outcomes;
  }

  /** Writes rows in the transaction given; says what became of each. */
  async write(
    actor: Actor,
    context: ChangeContext,
    importId: string,
    rows: readonly MeetingRowRead[]
  ): Promise<RowOutcome[]> {
    const refused = authorize(actor, 'meeting:log', { networkId: this.options.networkId });
    if (refused) throw new Error('A log is read in by whoever may log meetings');
    const known = await this.#knownFor(context.tx, rows);
    const outcomes: RowOutcome[] = [];
    for (const row of rows) {
      const planned = row.said && planMeeting(row.said, fitting(known, row));
      const outcome = this.#outcome(row, planned);
      if (planned && planned.action !== 'same') {
        const written = await this.#writeOne(actor, context, importId, planned);
        if (written.ok) {
          known.set(written.meeting.id, [written.meeting]);
          const key = meetingKey(written.meeting);
          known.set(key, [...(known.get(key) ?? []).filter(({ id }) => id !== written.meeting.id), written.meeting]);
          this.#madeBy.set(written.meeting.id, this.#madeBy.get(written.meeting.id) ?? row.line);
        } else {
          outcomes.push({ ...outcome, action: 'refused', why: written.why });
          continue;
        }
      }
      outcomes.push(outcome);
    }
    return outcomes;
  }

  async #writeOne(actor: Actor, context: ChangeContext, importId: string, planned: PlannedMeeting) {
    const { app } = this;
    const { tx } = context;
    const present = planned.meetingId ? await wholeMeeting(tx, planned.meetingId) : undefined;
    const adds = {
      attendees: planned.adds.attendees.map((one) => ({ id: app.newId(), ...one })),
      barriers: planned.adds.barriers.map((one) => ({ id: app.newId(), ...one, quote: '', consent: 'no' as const })),
      followUps: planned.adds.promises.map((one) => ({ id: app.newId(), ...one }))
    };
    const payload: MeetingLog = {
      meetingId: present?.id ?? app.newId(),
      ...{ heldOn: present?.heldOn ?? planned.heldOn, form: present?.form ?? planned.form ?? 'visit' },
      municipalityIds: present?.municipalityIds ?? planned.municipalityIds,
      ...{ background: '', workSoFar: '', exchange: '', conclusions: '' },
      ...(present && textsOf(present)),
      ...planned.texts,
      ...figuresOf(planned.figures),
      attendees: [...(present?.attendees ?? []), ...adds.attendees],
      barriers: [...(present?.barriers ?? []), ...adds.barriers],
      followUps: [...(present?.followUps ?? []), ...adds.followUps]
    };
    const done = await this.#log(actor, context, payload, present?.version ?? null);
    if (!done.ok) return { ok: false as const, why: whyOf(done.problems) };
    await this.#notePast(context, payload.meetingId, adds.followUps);
    const [after, promises] = [
      await wholeMeeting(tx, payload.meetingId),
      await followUpsOfMeeting(tx, payload.meetingId)
    ];
    if (!after) throw new Error(`Meeting ${payload.meetingId} was written and is not there`);
    const before = {
      texts: present
        ? Object.fromEntries(Object.keys(planned.texts).map((name) => [name, textsOf(present)[name as 'exchange']]))
        : {},
      added: [...adds.attendees, ...adds.barriers, ...adds.followUps].map(({ id }) => id),
      ...(present && { figures: figuresBefore(present, planned.figures) })
    };
    await this.#remember(tx, importId, after.id, present ? before : null, hashMeeting(after, promises));
    return { ok: true as const, meeting: { ...after, texts: textsOf(after), followUps: promises } };
  }

  /** As if a device had sent it now. */
  #log(actor: Actor, context: ChangeContext, payload: MeetingLog, baseVersion: number | null) {
    const { type, schemaVersion } = meetingHandler;
    const envelope = { commandId: this.app.newId(), seq: 1, type, schemaVersion, issuedAt: context.now.toISOString() };
    return meetingHandler.handle(
      this.app,
      actor,
      { payload, envelope: { ...envelope, baseVersion, payload } },
      context
    );
  }

  /** Of years ago: whether they were kept nobody writes down any more. */
  async #notePast(
    { tx, now }: ChangeContext,
    meetingId: string,
    added: readonly { id: string; due: string }[]
  ): Promise<void> {
    const past = new Set(added.filter(({ due }) => due < today(this.app)).map(({ id }) => id));
    if (!this.options.pastDone || !past.size) return;
    for (const row of await followUpsOfMeeting(tx, meetingId))
      if (past.has(row.id)) await writeFollowUp(tx, { ...row, doneAt: now });
  }

  async #remember(
    tx: Tx,
    importId: string,
    meetingId: string,
    before: MeetingBefore | null,
    afterHash: string
  ): Promise<void> {
    const known = await meetingChangeOn(tx, importId, meetingId);
    if (!known) {
      const kind = before ? 'update' : 'create';
      await insertMeetingChange(tx, { id: this.app.newId(), importId, meetingId, kind, before, afterHash });
      return;
    }
    const both = known.before &&
      before && {
        texts: { ...before.texts, ...known.before.texts },
        added: [...known.before.added, ...before.added],
        figures: { ...before.figures, ...known.before.figures }
      };
    await updateMeetingChange(tx, known.id, { afterHash, before: both });
  }

  #knownFor(db: Reader | Tx, rows: readonly MeetingRowRead[]): Promise<Map<string, KnownMeeting[]>> {
    return knownMeetings(db, this.options.networkId, {
      ids: rows.flatMap(({ id }) => (id ? [id] : [])),
      days: rows.flatMap(({ said }) => said?.heldOn ?? [])
    });
  }

  #outcome({ line, said, problems }: MeetingRowRead, planned: PlannedMeeting | null): RowOutcome {
    if (!said || !planned) return { line, label: '', action: 'refused', problems };
    const label = [said.heldOn, ...said.municipalityIds.map((id) => this.options.names.get(id) ?? '')].join(', ');
    const { adds, texts, figureColumns, meetingId } = planned;
    const lists = Object.entries(adds).flatMap(([name, list]) => (list.length ? [name] : []));
    const sameAs = meetingId === null ? undefined : this.#madeBy.get(meetingId);
    return {
      line,
      label,
      action: planned.action,
      changed: [...lists, ...Object.keys(texts), ...figureColumns],
      ...(sameAs && { sameAs })
    };
  }
}

function whyOf(problems: readonly Problem[]) {
  const { code, message } = problems[0]!;
  return { code, message };
}

function fitting(known: ReadonlyMap<string, KnownMeeting[]>, { id, said }: MeetingRowRead): KnownMeeting[] {
  const own = id ? known.get(id) : undefined;
  if (own) return said?.form === undefined ? own : own.map((one) => ({ ...one, form: said.form ?? one.form }));
  return (said && known.get(meetingKey(said))) ?? [];
}
