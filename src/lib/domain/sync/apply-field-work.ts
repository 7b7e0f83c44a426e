import type { SessionLog, SessionRemark } from '../mentoring/session-commands';
import type { ContactMerge, ContactRemove, ContactSet, ContactUnmerge } from '../outreach/contact-commands';
import { changeIn, contactContent, layOverContact } from '../outreach/merge-contact';
import { mergeTwoContacts, undoMerge } from '../outreach/merge-two-contacts';
import type { OutboxItem } from './outbox';
import type { SessionContent } from './field-records';
import type { Change, ReadRecord } from './records';

/** What an unsent change of a contact or of a mentoring session makes of the records on this device. */
export function applyFieldWork(item: OutboxItem, read: ReadRecord, personId: string): Change[] {
  const { type, payload, issuedAt } = item.envelope;
  const version = (known: number | undefined) => item.ackedVersion ?? known ?? 0;
  switch (type) {
    case 'contact.set': {
      const id = (payload as ContactSet).contactId;
      const known = read('contact', id);
      const content = layOverContact(known && contactContent(known), changeIn(payload as ContactSet));
      const { language = known?.language } = payload as ContactSet;
      const data = {
        ...{ id, ...content, ...(language !== undefined && { language }) },
        ...{ createdBy: known?.createdBy ?? personId, createdAt: known?.createdAt ?? issuedAt },
        ...{ updatedBy: personId, updatedAt: issuedAt, removedAt: known?.removedAt ?? null },
        version: version(known?.version)
      };
      return [{ entity: 'contact', id, data }];
    }
    case 'contact.remove': {
      const { contactId: id, removed } = payload as ContactRemove;
      const known = read('contact', id);
      if (!known) return [];
      const removedAt = removed ? (known.removedAt ?? issuedAt) : null;
      return [{ entity: 'contact', id, data: { ...known, removedAt, version: version(known.version) } }];
    }
    case 'contact.merge': {
      const { mergeId, keptId, goneId, take } = payload as ContactMerge;
      const [kept, gone] = [read('contact', keptId), read('contact', goneId)];
      if (!kept || !gone) return [];
      const [keptBefore, goneBefore] = [contactContent(kept), contactContent(gone)];
      const keptAfter = mergeTwoContacts(keptBefore, goneBefore, take);
      const merge = { id: mergeId, keptId, goneId, keptBefore, goneBefore, keptAfter };
      return [
        { entity: 'contact', id: keptId, data: { ...kept, ...keptAfter, version: version(kept.version) } },
        { entity: 'contact', id: goneId, data: { ...gone, removedAt: issuedAt, mergedInto: keptId } },
        {
          entity: 'contact-merge',
          id: mergeId,
          data: { ...merge, mergedAt: issuedAt, mergedBy: personId, undoneAt: null }
        }
      ];
    }
    case 'contact.unmerge': {
      const merge = read('contact-merge', (payload as ContactUnmerge).mergeId);
      const [kept, gone] = merge ? [read('contact', merge.keptId), read('contact', merge.goneId)] : [];
      if (!merge || !kept || merge.undoneAt) return [];
      const content = undoMerge(contactContent(kept), merge).kept;
      const back: Change = { entity: 'contact', id: kept.id, data: { ...kept, ...content } };
      const undone: Change = { entity: 'contact-merge', id: merge.id, data: { ...merge, undoneAt: issuedAt } };
      // a contact that was removed from this device in the meantime comes with the server's answer
      if (!gone) return [back, undone];
      return [back, { entity: 'contact', id: gone.id, data: { ...gone, removedAt: null, mergedInto: null } }, undone];
    }
    case 'session.log': {
      const { sessionId: id, pairingId, ...content } = payload as SessionLog;
      const known = read('session', id);
      const pairing = read('pairing', pairingId);
      const sides = known ?? pairing;
      if (!sides) return [];
      const { menteeId, mentorId, dimension } = sides;
      const data = {
        ...{ id, pairingId, menteeId, mentorId, dimension, ...content },
        createdBy: known?.createdBy ?? personId,
        authorName: known?.authorName ?? read('person', personId)?.name ?? '',
        createdAt: known?.createdAt ?? issuedAt,
        earlier:
          known && item.ackedVersion === null
            ? [{ ...contentOf(known), until: issuedAt }, ...known.earlier]
            : (known?.earlier ?? []),
        version: version(known?.version)
      };
      return [{ entity: 'session', id, data }];
    }
    case 'session.remark': {
      const { remarkId: id, sessionId, text } = payload as SessionRemark;
      const known = read('remark', id);
      const authorName = known?.authorName ?? read('person', personId)?.name ?? '';
      const data = { id, sessionId, text, createdBy: personId, authorName, createdAt: known?.createdAt ?? issuedAt };
      return [{ entity: 'remark', id, data }];
    }
    default:
      return [];
  }
}

const contentOf = ({ heldOn, form, participants, done, nextSteps, nextOn }: SessionContent): SessionContent => ({
  ...{ heldOn, form, participants, done, nextSteps, nextOn }
});
