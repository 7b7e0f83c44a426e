import type { App } from '../app';
import type { ChangeContext } from '../shared/change';
import { tellSides } from './pairing-mail';
import { holdingOf, updatePairing } from './pairing-repository';
import type { PairingRow } from './repository';

/**
 * After a municipality has changed what it offers. What is agreed stays agreed, whatever the capacity is now; invitations
 * it has not said yes to are taken back as far as they no longer fit, the latest first, or all where it takes part no
 * longer. The next best is looked for afterwards.
 */
export async function fitInvitations(
  app: App,
  context: ChangeContext,
  now: { municipalityId: string; capacity: number; takesPart: boolean }
): Promise<void> {
  const { municipalityId, capacity, takesPart } = now;
  const holding = await holdingOf(context.tx, municipalityId);
  const isOpen = (row: PairingRow) =>
    row.status === 'invited' && !(row.mentorId === municipalityId ? row.mentorAcceptedAt : row.menteeAcceptedAt);
  const asMentor = holding.filter((row) => row.mentorId === municipalityId && row.groupId === null);
  const open = asMentor.filter(isOpen).sort((a, b) => a.score - b.score);
  const tooMany = Math.min(open.length, Math.max(0, asMentor.length - capacity));
  const off = takesPart ? open.slice(0, tooMany) : holding.filter((row) => row.status === 'invited');
  for (const row of off) {
    const side = row.mentorId === municipalityId ? ('mentor' as const) : ('mentee' as const);
    const after: Partial<PairingRow> = { status: 'declined', declinedBy: side, version: row.version + 1 };
    await updatePairing(context.tx, row.id, after);
    await context.feed('pairing', row.id, row.menteeId);
    await context.feed('pairing', row.id, row.mentorId);
    await context.audit('pairing:fit', row.id);
    await tellSides(app, context.tx, row, 'pairing-off', [side === 'mentor' ? 'mentee' : 'mentor']);
  }
}
