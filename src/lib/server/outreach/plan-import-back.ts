import type { Reader } from '../db/client';
import { type ListImportRow, nextContactChanges, nextMeetingChanges } from './import-repository';
import { planContactsBack } from './plan-contacts-back';
import { planMeetingsBack } from './plan-meetings-back';
import type { Because, Fate, Use } from './undo-fate';

export interface PlannedKept {
  id: string;
  because: Because;
  /** What it is used for by now. */
  uses: Use[];
  /** When and by whom it was changed last; null where it was not changed, or that is not noted. */
  changedAt: Date | null;
  changedBy: string | null;
}

export interface PlannedBack {
  removed: number;
  restored: number;
  gone: number;
  kept: number;
  /** The first of those that stay. */
  named: PlannedKept[];
}

/** Of what stays, so many are named. */
export const NAMED = 200;
const AT_ONCE = 200;

interface Planned {
  changeId: string;
  fate: Fate;
  kept: PlannedKept | null;
}

/** What undoing an import, or the rest of it, would do: by the same rule, part by part, so that others are served between. */
export async function planImportBack(
  db: Reader,
  row: Pick<ListImportRow, 'id' | 'networkId' | 'kind'>
): Promise<PlannedBack> {
  const plan: PlannedBack = { removed: 0, restored: 0, gone: 0, kept: 0, named: [] };
  let below: string | undefined;
  for (;;) {
    const part = await PARTS[row.kind](db, row, below);
    for (const { fate, kept } of part) {
      if (fate === 'remove') plan.removed++;
      else if (fate === 'restore') plan.restored++;
      else if (fate === 'gone') plan.gone++;
      else plan.kept++;
      if (kept && plan.named.length < NAMED) plan.named.push(kept);
    }
    if (part.length < AT_ONCE) return plan;
    below = part.at(-1)?.changeId;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

type PlanPart = (
  db: Reader,
  row: Pick<ListImportRow, 'id' | 'networkId'>,
  below: string | undefined
) => Promise<Planned[]>;

const PARTS: Record<ListImportRow['kind'], PlanPart> = {
  async contacts(db, { id, networkId }, below) {
    const changes = await nextContactChanges(db, id, AT_ONCE, below);
    return (await planContactsBack(db, networkId, changes)).map(({ change, present, fate, uses }) => ({
      ...{ changeId: change.id, fate },
      kept: keptAs(change.contactId, fate, uses, present?.updatedAt, present?.updatedBy)
    }));
  },
  async meetings(db, { id, networkId }, below) {
    const changes = await nextMeetingChanges(db, id, AT_ONCE, below);
    return (await planMeetingsBack(db, networkId, changes)).map(({ change, fate, uses }) => ({
      ...{ changeId: change.id, fate },
      // a promise that was kept changes the meeting's contents, not its own day and hand
      kept: keptAs(change.meetingId, fate, uses)
    }));
  }
};

function keptAs(id: string, because: Fate, uses: Use[], at?: Date, by?: string): PlannedKept | null {
  if (because !== 'changed-since' && because !== 'in-use') return null;
  const changed = because === 'changed-since';
  return { id, because, uses, changedAt: (changed && at) || null, changedBy: (changed && by) || null };
}
