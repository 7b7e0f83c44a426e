import { describe, expect, it } from 'vitest';
import type { Membership } from '../identity/actor';
import { howToBring, type Known } from './bring';
import type { QueueEntry } from './queue-file';

const networkId = 'n';
const HERE: Known = { municipalityIds: ['here'] };
const officer = (municipalityId: string): Membership[] => [{ networkId, role: 'officer', municipalityId }];
const coordinator: Membership[] = [{ networkId, role: 'coordinator', municipalityId: null }];

const entry = (type: string, more: Partial<QueueEntry> = {}): QueueEntry => ({
  key: 'k',
  envelope: {
    ...{ commandId: 'c', seq: 1, type, schemaVersion: 1, baseVersion: null, payload: {} },
    issuedAt: '2026-11-22T09:00:00.000Z'
  },
  ...more
});
const said = (memberships: Membership[], of: QueueEntry, known: Known = HERE, id = 'importer') => {
  const how = howToBring(of, 'author', { id, memberships }, known);
  return how.as === 'nobody' ? how.because : how.as;
};

describe('an imported change', () => {
  it('is sent in its author’s name by a coordinator, where the file shows whose device it comes from', () => {
    expect(said(coordinator, entry('session.log', { seal: 's' }))).toBe('author');
    expect(said(coordinator, entry('session.log'))).toBe('sealed-missing');
    // imported once already: the first device's seal counts, not that of the device in between
    const carried = entry('step.set', { seal: 's' });
    carried.envelope.via = { personId: 'first', commandId: 'c' };
    expect(said(coordinator, carried)).toBe('sealed-missing');
    carried.envelope.via = { personId: 'first', commandId: 'c', deviceId: 'd', seal: 's' };
    expect(said(coordinator, carried)).toBe('author');
  });

  it('is a coordinator’s own without seal, where coordinators do that, too', () => {
    expect(said(coordinator, entry('meeting.log'), { municipalityIds: null })).toBe('own');
    expect(said(coordinator, entry('answer.set'))).toBe('sealed-missing');
    expect(said(coordinator, entry('answer.set'), { ...HERE, mode: 'assisted' })).toBe('own');
    expect(said(coordinator, entry('step.set'), { ...HERE, mode: 'assisted' })).toBe('sealed-missing');
    expect(said([...coordinator, ...officer('here')], entry('step.set'))).toBe('own');
  });

  it('is a colleague’s own in the same municipality, and nobody’s elsewhere', () => {
    expect(said(officer('here'), entry('answer.set', { seal: 's' }))).toBe('own');
    expect(said(officer('there'), entry('answer.set', { seal: 's' }))).toBe('elsewhere');
    expect(said(officer('here'), entry('answer.set'), { municipalityIds: [] })).toBe('elsewhere');
    expect(said(officer('here'), entry('conflict.settle'), { municipalityIds: null })).toBe('own');
    expect(said(officer('here'), entry('meeting.log'))).toBe('coordinator-only');
    expect(said(officer('here'), entry('session.log'), { ...HERE, sessionBy: 'author' })).toBe('author-only');
    expect(said(officer('here'), entry('session.log'))).toBe('own');
  });

  it('that marks an assessment as ready follows who filled it in', () => {
    const ready = entry('assessment.ready');
    expect(said(officer('here'), ready, { ...HERE, mode: 'shared' })).toBe('own');
    expect(said(officer('here'), ready, { ...HERE, mode: 'assisted' })).toBe('coordinator-only');
    expect(said(coordinator, ready, { ...HERE, mode: 'shared' })).toBe('sealed-missing');
    expect(said(coordinator, ready, { ...HERE, mode: 'assisted' })).toBe('own');
  });

  it('is one’s own where one made it oneself', () => {
    expect(said(officer('there'), entry('answer.set'), HERE, 'author')).toBe('own');
  });
});
