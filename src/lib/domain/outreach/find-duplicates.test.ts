import { describe, expect, it } from 'vitest';
import { contact } from './contacts.fixture';
import { findDuplicates } from './find-duplicates';
import { uuid } from './records.fixture';

const karin = contact(1, { name: 'Karin Löf', email: 'karin@example.org', phone: '+46701234567' });
const fresh = { id: uuid(2000), name: '', email: '', phone: '', municipalityId: uuid(1) };

describe('contacts that may be the same one', () => {
  it('have the same address or number, in whatever municipality', () => {
    const elsewhere = { ...fresh, name: 'K. L.', municipalityId: uuid(2) };
    expect(findDuplicates({ ...elsewhere, email: 'karin@example.org' }, [karin])).toEqual([
      { contact: karin, because: 'email' }
    ]);
    expect(findDuplicates({ ...elsewhere, phone: '+46701234567' }, [karin])).toEqual([
      { contact: karin, because: 'phone' }
    ]);
  });

  it('have the same name in the same municipality, without accents and in any order', () => {
    expect(findDuplicates({ ...fresh, name: 'LOF,  karin' }, [karin])).toEqual([{ contact: karin, because: 'name' }]);
    expect(findDuplicates({ ...fresh, name: 'Karin Löf', municipalityId: uuid(2) }, [karin])).toEqual([]);
    expect(findDuplicates({ ...fresh, name: 'Karin' }, [karin])).toEqual([]);
  });

  it('are not those that have nothing in common but nothing', () => {
    expect(findDuplicates(fresh, [contact(2, { name: '' }), contact(3, { email: '', phone: '' })])).toEqual([]);
  });

  it('are not the contact itself, nor one that was removed', () => {
    expect(findDuplicates(karin, [karin])).toEqual([]);
    const gone = { ...karin, removedAt: '2026-11-01T08:00:00.000Z' };
    expect(findDuplicates({ ...fresh, email: karin.email }, [gone])).toEqual([]);
  });

  it('come with the surest reason first', () => {
    const named = contact(2, { name: 'Karin Löf' });
    const found = findDuplicates({ ...fresh, name: 'Karin Löf', email: karin.email }, [named, karin]);
    expect(found.map(({ because }) => because)).toEqual(['email', 'name']);
  });
});
