import type { Reader, Tx } from '../db/client';
import { hashMeeting } from './import-hash';
import type { MeetingChangeRow } from './import-repository';
import { tablesUsingMeetings } from './meeting-removal-repository';
import { type FollowUpRow, followUpsOfMeetings, meetingsOf, type MeetingWhole } from './repository';
import { type Fate, type Use, usesOfTables } from './undo-fate';

export interface MeetingFate {
  change: MeetingChangeRow;
  /** Undefined where it is gone. */
  present: MeetingWhole | undefined;
  promises: FollowUpRow[];
  fate: Fate;
  /** What else names it, a promise made in it or a barrier noted in it. */
  uses: Use[];
}

/**
 * Decides what an undo does with some meetings of an import, and writes nothing. Asked for the page that says so before,
 * and again in the transaction that does it.
 */
export async function planMeetingsBack(
  db: Reader | Tx,
  networkId: string,
  changes: readonly MeetingChangeRow[]
): Promise<MeetingFate[]> {
  const ids = changes.map(({ meetingId }) => meetingId);
  const known = new Map((await meetingsOf(db, networkId, ids)).map((row) => [row.id, row]));
  const promised = await followUpsOfMeetings(db, ids);
  const used = await tablesUsingMeetings(db, ids);
  return changes.map((change) => {
    const present = known.get(change.meetingId);
    const promises = promised.filter(({ meetingId }) => meetingId === change.meetingId);
    const uses = usesOfTables(used.get(change.meetingId) ?? []);
    return { change, present, promises, uses, fate: fateOf(change, present, promises, uses) };
  });
}

function fateOf(
  change: MeetingChangeRow,
  present: MeetingWhole | undefined,
  promises: readonly FollowUpRow[],
  uses: readonly Use[]
): Fate {
  if (!present) return 'gone';
  if (hashMeeting(present, promises) !== change.afterHash) return 'changed-since';
  // whatever was built on it: a correction of a barrier, a promise put off, a photo
  if (uses.length > 0) return 'in-use';
  return change.before === null ? 'remove' : 'restore';
}
