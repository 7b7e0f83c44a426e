import type { ContactRecord } from '../sync/field-records';
import { NO_CONTACT } from './merge-contact';
import { uuid } from './records.fixture';

/** An invented contact for the tests of this folder. */
export function contact(n: number, more: Partial<ContactRecord> = {}): ContactRecord {
  return {
    ...NO_CONTACT,
    ...{ id: uuid(1000 + n), municipalityId: uuid(1), name: `Person ${n}`, role: 'officer', version: 1 },
    ...{ createdBy: uuid(800), createdAt: '2026-10-01T08:00:00.000Z' },
    ...{ updatedBy: uuid(800), updatedAt: '2026-10-01T08:00:00.000Z', removedAt: null },
    ...more
  };
}
