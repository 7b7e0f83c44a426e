import { describe, expect, it } from 'vitest';
import { contact } from '../outreach/contacts.fixture';
import { applyFieldWork } from './apply-field-work';
import { needs } from './builds-on';
import type { SessionRecord } from './field-records';
import type { OutboxItem } from './outbox';
import type { Change, PairingRecord, ReadRecord } from './records';

const AT = '2026-11-22T10:00:00.000Z';
const item = (type: string, payload: unknown, ackedVersion: number | null = null): OutboxItem => ({
  ...{ seq: 1, key: 'k', state: 'waiting', ackedVersion, problems: [] },
  envelope: { commandId: 'c', seq: 1, type, schemaVersion: 1, baseVersion: null, payload, issuedAt: AT }
});
const reads = (...records: Change[]) =>
  ((entity, id) => records.find((one) => one.entity === entity && one.id === id)?.data ?? undefined) as ReadRecord;

describe('an unsent contact', () => {
  const karin = contact(1, { note: 'Theirs' });
  const read = reads({ entity: 'contact', id: karin.id, data: karin });

  it('is there at once, of whoever wrote it down', () => {
    const [change] = applyFieldWork(item('contact.set', { contactId: 'new', name: 'Eva', networkId: 'n' }), read, 'me');
    expect(change?.data).toMatchObject({ id: 'new', name: 'Eva', role: 'other', createdBy: 'me', version: 0 });
    expect(change?.data).not.toHaveProperty('networkId');
  });

  it('changed shows what was changed, and keeps who made it', () => {
    const payload = { contactId: karin.id, name: 'Karin Ny', note: 'Old', was: { name: karin.name } };
    const [change] = applyFieldWork(item('contact.set', payload, 4), read, 'me');
    const expected = { ...karin, name: 'Karin Ny', updatedBy: 'me', updatedAt: AT, version: 4 };
    expect(change?.data).toEqual(expected);
  });

  it('is removed and brought back', () => {
    const gone = applyFieldWork(item('contact.remove', { contactId: karin.id, removed: true }), read, 'me');
    expect(gone[0]?.data).toMatchObject({ removedAt: AT, note: 'Theirs' });
    expect(applyFieldWork(item('contact.remove', { contactId: 'other', removed: true }), read, 'me')).toEqual([]);
  });

  it('is removed only after it was made', () => {
    const made = { type: 'contact.set', payload: { contactId: 'x' } };
    expect(needs({ type: 'contact.remove', payload: { contactId: 'x' } }, made)).toBe(true);
    expect(needs({ type: 'contact.remove', payload: { contactId: 'y' } }, made)).toBe(false);
    const merge = { type: 'contact.merge', payload: { mergeId: 'm', keptId: 'y', goneId: 'x' } };
    expect(needs(merge, made)).toBe(true);
    expect(needs({ type: 'contact.unmerge', payload: { mergeId: 'm' } }, merge)).toBe(true);
    expect(needs({ type: 'contact.unmerge', payload: { mergeId: 'n' } }, merge)).toBe(false);
  });
});

describe('an unsent session', () => {
  const pairing = { id: 'p1', menteeId: 'm1', mentorId: 'm2', dimension: 'law' } as PairingRecord;
  const content = { heldOn: '2026-11-20', form: 'call', participants: [], done: 'Read', nextSteps: [], nextOn: null };
  const known = {
    ...{ id: 's1', pairingId: 'p1', menteeId: 'm1', mentorId: 'm2', dimension: 'law', ...content },
    ...{ createdBy: 'me', authorName: 'Robin', createdAt: AT, earlier: [], version: 1 }
  } as SessionRecord;
  const read = reads(
    { entity: 'pairing', id: 'p1', data: pairing },
    { entity: 'session', id: 's1', data: known },
    { entity: 'person', id: 'me', data: { id: 'me', name: 'Robin' } }
  );

  it('is there at once, with its author', () => {
    const [change] = applyFieldWork(item('session.log', { sessionId: 'new', pairingId: 'p1', ...content }), read, 'me');
    expect(change?.data).toMatchObject({ id: 'new', mentorId: 'm2', done: 'Read', authorName: 'Robin', earlier: [] });
  });

  it('corrected keeps what stood there before', () => {
    const corrected = { sessionId: 's1', pairingId: 'p1', ...content, done: 'Read twice' };
    const [change] = applyFieldWork(item('session.log', corrected), read, 'me');
    expect(change?.data).toMatchObject({ done: 'Read twice', earlier: [{ done: 'Read', until: AT }] });
  });

  it('of a pairing this device does not have changes nothing', () => {
    expect(applyFieldWork(item('session.log', { sessionId: 'x', pairingId: 'p9', ...content }), read, 'me')).toEqual(
      []
    );
  });

  it('is what a remark on it needs', () => {
    const payload = { remarkId: 'r1', sessionId: 's9', text: 'It came' };
    const [change] = applyFieldWork(item('session.remark', payload), read, 'me');
    expect(change?.data).toMatchObject({ id: 'r1', sessionId: 's9', authorName: 'Robin', createdAt: AT });
    expect(needs({ type: 'session.remark', payload }, { type: 'session.log', payload: { sessionId: 's9' } })).toBe(
      true
    );
    expect(needs({ type: 'session.remark', payload }, { type: 'session.log', payload: { sessionId: 's1' } })).toBe(
      false
    );
  });
});
