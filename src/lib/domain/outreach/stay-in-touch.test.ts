import { describe, expect, it } from 'vitest';
import { contact } from './contacts.fixture';
import { meeting } from './records.fixture';
import { stayInTouch } from './stay-in-touch';

const karin = contact(1, { stayInTouchDays: 30 });
const metOn = (n: number, heldOn: string, contactId = karin.id) =>
  meeting(n, { heldOn, attendees: [{ id: `a${n}`, name: 'Karin', role: 'it', contactId }] });

describe('staying in touch', () => {
  it('counts from the last meeting with the contact', () => {
    const meetings = [metOn(1, '2026-10-20'), metOn(2, '2026-11-01'), metOn(3, '2026-11-20', contact(2).id)];
    expect(stayInTouch(karin, meetings)).toEqual({ last: '2026-11-01', due: '2026-12-01' });
  });

  it('counts from the day the contact was written down where there was no meeting', () => {
    expect(stayInTouch(karin, [])).toEqual({ last: null, due: '2026-10-31' });
  });

  it('is due never where nothing is agreed, or the contact asked not to be contacted', () => {
    const meetings = [metOn(1, '2026-10-20')];
    expect(stayInTouch({ ...karin, stayInTouchDays: null }, meetings).due).toBeNull();
    expect(stayInTouch({ ...karin, optedOutOn: '2026-11-01' }, meetings)).toEqual({ last: '2026-10-20', due: null });
  });
});
