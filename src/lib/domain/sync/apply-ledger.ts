import type { BarrierCorrect, CorrectionSettle, DataPersonSet, FollowUpSnooze } from '../outreach/correction-commands';
import { type CorrectionSide, needsSettling } from '../outreach/corrections';
import { nextContactId } from '../outreach/next-contact';
import { withSnooze } from '../outreach/snoozes';
import type { CorrectionRecord } from './ledger-records';
import type { OutboxItem } from './outbox';
import type { Change, ReadRecord } from './records';

/** What an unsent correction, snooze or choice of an open-data person makes of the records on this device. */
export function applyLedger(item: OutboxItem, read: ReadRecord, personId: string): Change[] {
  const { type, payload, issuedAt } = item.envelope;
  const nameOf = (id: string) => read('person', id)?.name ?? '';
  switch (type) {
    case 'follow-up.snooze': {
      const { followUpId: id, snoozeId, due, reason } = payload as FollowUpSnooze;
      const known = read('follow-up', id);
      if (!known) return [];
      const snooze = { id: snoozeId, from: known.due, to: due, reason, by: personId, at: issuedAt };
      const version = item.ackedVersion ?? known.version;
      const moved: Change = { entity: 'follow-up', id, data: { ...withSnooze(known, snooze), version } };
      const meeting = known.meetingId && id === nextContactId(known.meetingId) && read('meeting', known.meetingId);
      // the day of the next contact is the meeting's as well
      return meeting
        ? [moved, { entity: 'meeting', id: meeting.id, data: { ...meeting, nextContactOn: due } }]
        : [moved];
    }
    case 'barrier.correct': {
      const { correctionId: id, raisedId, municipalityId, kind, text } = payload as BarrierCorrect;
      const own = read('person', personId)?.officerOf?.includes(municipalityId) ?? false;
      const side: CorrectionSide = own ? 'municipality' : 'network';
      const noted = read('noted', municipalityId)?.barriers.find((one) => one.raisedId === raisedId);
      const at = needsSettling(kind) ? null : issuedAt;
      const data: CorrectionRecord = {
        ...{ id, raisedId, municipalityId, kind, text, side },
        ...{ barrierId: noted?.barrierId ?? '', by: personId, byName: nameOf(personId), saidAt: issuedAt },
        ...{ settledAt: at, settled: at === null ? null : 'agreed', settledBy: at && personId, answer: '' },
        settledByName: at ? nameOf(personId) : ''
      };
      const known = read('correction', id);
      return [{ entity: 'correction', id, data: known ?? data }];
    }
    case 'correction.settle': {
      const { correctionId: id, settled, answer } = payload as CorrectionSettle;
      const known = read('correction', id);
      if (!known || known.settledAt) return [];
      const by = { settledAt: issuedAt, settledBy: personId, settledByName: nameOf(personId) };
      return [{ entity: 'correction', id, data: { ...known, ...by, settled, answer } }];
    }
    case 'data-person.set': {
      const { municipalityId: id, contactId, personId: officer } = payload as DataPersonSet;
      const version = item.ackedVersion ?? read('data-person', id)?.version ?? 0;
      return [{ entity: 'data-person', id, data: { id, contactId, personId: officer, version } }];
    }
    default:
      return [];
  }
}
