import type { ProfileSet } from '../mentoring/commands';
import type { PairingEnd, PairingExtend, PairingGoals, PairingReply } from '../mentoring/pairing-commands';
import { EMPTY_PROFILE } from '../mentoring/empty-profile';
import { layOverProfile, profileContent } from '../mentoring/merge-profile';
import { mergeSet } from '../shared/merge-fields';
import type { OutboxItem } from './outbox';
import type { Change, PairingRecord, ReadRecord } from './records';

/** What an unsent change of profile or pairing makes of the records on this device. */
export function applyMentoringCommand(item: OutboxItem, read: ReadRecord): Change[] {
  const { type, payload } = item.envelope;
  if (type === 'mentoring.profile') {
    const { municipalityId: id, was, ...mine } = payload as ProfileSet;
    const known = read('profile', id);
    const content = layOverProfile(known ? profileContent({ ...EMPTY_PROFILE, ...known }) : EMPTY_PROFILE, mine, was);
    return [{ entity: 'profile', id, data: { ...content, id, version: item.ackedVersion ?? known?.version ?? 0 } }];
  }
  const id = (payload as { pairingId: string }).pairingId;
  const known = read('pairing', id);
  return known ? [{ entity: 'pairing', id, data: { ...known, ...changeOf(item, known) } }] : [];
}

function changeOf({ envelope: { type, payload, issuedAt } }: OutboxItem, known: PairingRecord): Partial<PairingRecord> {
  switch (type) {
    case 'pairing.reply': {
      const { side, accept } = payload as PairingReply;
      if (!accept) return { status: 'declined' };
      // whether it becomes active is the server's word: the other side may have declined meanwhile
      return side === 'mentee' ? { menteeAccepted: true } : { mentorAccepted: true };
    }
    case 'pairing.goals': {
      const { goals, was } = payload as PairingGoals;
      return { goals: was ? mergeSet(known.goals, goals, was.goals) : goals };
    }
    case 'pairing.end':
      return { status: 'closed', closedAs: (payload as PairingEnd).as, closedAt: issuedAt };
    case 'pairing.extend':
      return { endsOn: (payload as PairingExtend).endsOn };
    default:
      return known;
  }
}
