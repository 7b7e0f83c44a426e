import { describe, expect, it } from 'vitest';
import { check } from '../shared/check';
import { contactSet } from './contact-commands';
import { draftOfContact, emptyContact, readContactDraft, toContactContent } from './contact-draft';
import { contact } from './contacts.fixture';
import { contactContent } from './merge-contact';
import { uuid } from './records.fixture';

const empty = emptyContact(uuid(1), '');

describe('a contact as it is written down', () => {
  it('is kept with address and number as they are compared', () => {
    const draft = {
      ...empty,
      name: ' Karin\tLund ',
      email: 'K@Example.org',
      phone: '0912-140 00',
      stayInTouchDays: '90'
    };
    expect(toContactContent(draft, 'SE')).toMatchObject({
      ok: true,
      value: {
        ...{ name: 'Karin Lund', email: 'k@example.org', phone: '+4691214000', stayInTouchDays: 90 },
        ...{ municipalityId: null, channel: null, basis: null, basisOn: null, optedOutOn: null }
      }
    });
  });

  it('says everything that stands in its way at once', () => {
    const draft = { ...empty, email: 'karin', phone: '701', stayInTouchDays: '0' };
    const refused = toContactContent(draft, 'SE');
    expect(refused.ok ? [] : refused.problems.map(({ code, path }) => `${path} ${code}`)).toEqual([
      'name name-missing',
      'email email-invalid',
      'phone phone-country-missing',
      'stayInTouchDays days-invalid'
    ]);
  });

  it('opened again and saved unchanged says what it said', () => {
    const karin = contact(1, {
      ...{
        name: 'Karin Lund',
        email: 'k@example.org',
        phone: '+4691214000;ext=12',
        channel: 'phone',
        basis: 'public-task'
      },
      ...{ basisOn: '2026-01-01', stayInTouchDays: 30, note: 'Mornings' }
    });
    expect(toContactContent(draftOfContact(karin), 'NL')).toEqual({ ok: true, value: contactContent(karin) });
  });

  it('is accepted by the schema the server holds it to', () => {
    const content = toContactContent({ ...empty, name: 'Registrator', phone: '+31 20 123 45 67' }, 'SE');
    if (!content.ok) throw new Error('refused');
    expect(check(contactSet.schema, { contactId: uuid(1), ...content.value, networkId: uuid(9) }).ok).toBe(true);
  });

  it('is read again after an upgrade, without what it cannot keep', () => {
    const kept = { contactId: uuid(1), name: 'Karin', role: 'king', email: 7, channel: 'pigeon' };
    expect(readContactDraft(kept)).toEqual({ ...empty, name: 'Karin' });
    expect(readContactDraft('nonsense')).toBeNull();
    expect(readContactDraft({ name: 'Karin' })).toBeNull();
  });
});

describe('the command', () => {
  it.each([
    ['an address that is not normalised', { email: 'K@Example.org' }, 'email'],
    ['a number without its country', { phone: '0912-14000' }, 'phone'],
    ['a name of two lines', { name: 'Karin\nLund' }, 'name'],
    ['a role nobody has', { role: 'king' }, 'role'],
    ['days that never end', { stayInTouchDays: 100_000 }, 'stayInTouchDays'],
    ['a day that is none', { basisOn: '2026-02-30' }, 'basisOn'],
    ['a note too long', { note: 'x'.repeat(2001) }, 'note']
  ])('is refused with %s', (_case, change, path) => {
    const checked = check(contactSet.schema, { contactId: uuid(1), name: 'Karin', ...change });
    expect(checked.ok ? [] : checked.problems.map((problem) => problem.path)).toEqual([path]);
  });
});
