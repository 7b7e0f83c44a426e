import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTACT_FIELDS } from './contact-fields';
import { CONTACT_CHANNELS, CONTACT_ROLES, LAWFUL_BASES } from './contact-kinds';
import { mayBeContacted, OPT_OUT_SCOPES } from './may-be-contacted';
import { type ContactContent, NO_CONTACT } from './merge-contact';
import { mergeTwoContacts, undoMerge } from './merge-two-contacts';

const karin: ContactContent = { ...NO_CONTACT, name: 'Karin Lund', role: 'it' };

const day = fc.constantFrom(null, '2026-01-01', '2026-05-05', '2026-10-10');
const email = fc.constantFrom('', 'a@example.org', 'b@example.org', 'c@example.org');
const phone = fc.constantFrom('', '+4691214000', '+4691214001');
const filled = (from: fc.Arbitrary<string>) => fc.array(from.filter(Boolean), { minLength: 1, maxLength: 3 });
const content: fc.Arbitrary<ContactContent> = fc.record({
  municipalityId: fc.constantFrom(null, 'norsjo', 'mala'),
  name: fc.constantFrom('Karin Lund', 'Lund, Karin', 'Registrator'),
  role: fc.constantFrom(...CONTACT_ROLES),
  ...{ email, phone },
  channel: fc.constantFrom(null, ...CONTACT_CHANNELS),
  source: fc.constantFrom('', 'Web', 'A list', 'A meeting'),
  note: fc.constantFrom('', 'Mornings', 'Evenings'),
  stayInTouchDays: fc.constantFrom(null, 30, 90),
  basis: fc.constantFrom(null, ...LAWFUL_BASES),
  basisOn: day,
  optedOutOn: day,
  optOutScope: fc.constantFrom(null, ...OPT_OUT_SCOPES),
  moreEmails: fc.option(filled(email)),
  morePhones: fc.option(filled(phone))
});
const take = fc.subarray([...CONTACT_FIELDS]);

describe('two contacts made one', () => {
  it('keeps both addresses, both numbers and both notes', () => {
    const merged = mergeTwoContacts(
      { ...karin, email: 'a@example.org', phone: '', note: 'Mornings', source: 'Web' },
      { ...karin, email: 'b@example.org', phone: '+4691214000', note: 'Evenings', source: 'Web' },
      []
    );
    expect(merged).toMatchObject({
      ...{ email: 'a@example.org', moreEmails: ['b@example.org'], phone: '+4691214000', morePhones: null },
      ...{ note: 'Mornings\n\nEvenings', source: 'Web' }
    });
  });

  it('takes the other side where that is said, and keeps the address it replaces', () => {
    const other = { ...karin, name: 'Carin Lundh', email: 'b@example.org' };
    expect(mergeTwoContacts({ ...karin, email: 'a@example.org' }, other, ['name', 'email'])).toMatchObject({
      ...{ name: 'Carin Lundh', email: 'b@example.org', moreEmails: ['a@example.org'] }
    });
  });

  it('does not put the date of one basis to another', () => {
    const consent = { ...karin, basis: 'consent', basisOn: null } as const;
    const task = { ...karin, basis: 'public-task', basisOn: '2026-01-01' } as const;
    expect(mergeTwoContacts(consent, task, [])).toMatchObject({ basis: 'consent', basisOn: null });
    expect(mergeTwoContacts(consent, task, ['basis'])).toMatchObject({ basis: 'public-task', basisOn: '2026-01-01' });
  });

  it('holds the wider wish not to be contacted, from the first day', () => {
    const [a, b] = [
      { ...karin, optedOutOn: '2026-05-05', optOutScope: 'phone' as const },
      { ...karin, optedOutOn: '2026-01-01', optOutScope: 'mail' as const }
    ];
    expect(mergeTwoContacts(a, b, [])).toMatchObject({ optedOutOn: '2026-01-01', optOutScope: 'everything' });
    expect(mergeTwoContacts(a, karin, [])).toMatchObject({ optedOutOn: '2026-05-05', optOutScope: 'phone' });
  });

  it('loses no address and no wish, whichever fields are taken', () => {
    fc.assert(
      fc.property(content, content, take, fc.constantFrom(...CONTACT_CHANNELS), (kept, gone, taken, channel) => {
        const merged = mergeTwoContacts(kept, gone, taken);
        const all = ({ email: one, moreEmails }: ContactContent) => [one, ...(moreEmails ?? [])];
        for (const address of [...all(kept), ...all(gone)]) expect(['', ...all(merged)]).toContain(address);
        const calls = ({ phone: one, morePhones }: ContactContent) => [one, ...(morePhones ?? [])];
        for (const number of [...calls(kept), ...calls(gone)]) expect(['', ...calls(merged)]).toContain(number);
        expect(new Set(all(merged)).size).toBe(all(merged).length);
        const may = (one: ContactContent) =>
          mayBeContacted({ ...one, email: 'x@example.org', phone: '+46912', removedAt: null, optOuts: [] }, channel)
            .may;
        if (may(merged)) expect([may(kept), may(gone)]).toEqual([true, true]);
      })
    );
  });

  it('is undone completely where nobody changed anything since', () => {
    fc.assert(
      fc.property(content, content, take, (kept, gone, taken) => {
        const keptAfter = mergeTwoContacts(kept, gone, taken);
        expect(undoMerge(keptAfter, { keptBefore: kept, keptAfter })).toEqual({ kept, stays: [] });
      })
    );
  });

  it('leaves alone, and names, what was changed since', () => {
    const keptAfter = { ...karin, note: 'Both', phone: '+4691214000' };
    const undone = undoMerge({ ...keptAfter, note: 'Since then' }, { keptBefore: karin, keptAfter });
    expect(undone).toEqual({ kept: { ...karin, note: 'Since then' }, stays: ['note'] });
  });
});
