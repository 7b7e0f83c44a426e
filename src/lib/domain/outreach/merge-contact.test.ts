import { describe, expect, it } from 'vitest';
import { contact } from './contacts.fixture';
import { changeIn, contactContent, layOverContact, NO_CONTACT } from './merge-contact';
import { uuid } from './records.fixture';

const karin = contactContent(contact(1, { phone: '+4691214000', note: 'Theirs' }));

describe('an unsent change of a contact', () => {
  it('lies over what others wrote only where its author changed something', () => {
    const mine = { ...karin, phone: '+46701234567', note: 'As it was' };
    expect(layOverContact(karin, { mine, was: { phone: '+4691214000' } })).toEqual({ ...karin, phone: '+46701234567' });
  });

  it('is the whole contact where it makes one', () => {
    expect(layOverContact(undefined, { mine: { name: 'Karin' } })).toEqual({ ...NO_CONTACT, name: 'Karin' });
  });

  it('is told apart from what it is about', () => {
    expect(changeIn({ contactId: uuid(1), networkId: uuid(9), name: 'Karin', was: { name: 'Carin' } })).toEqual({
      mine: { name: 'Karin' },
      was: { name: 'Carin' }
    });
    expect(changeIn({ contactId: uuid(1), name: 'Karin' })).toEqual({ mine: { name: 'Karin' } });
  });
});
