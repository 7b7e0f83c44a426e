import { describe, expect, it } from 'vitest';
import words from '$lib/content/mail/thanks.json';
import { type ThanksFacts, writeThanks } from './thanks-letter';

const facts: ThanksFacts = {
  names: ['Kim Exempel', 'Lo Demo'],
  places: 'Norsjö',
  heldOn: '2026-11-20',
  promises: [
    { what: 'Send the {licence} paper', due: '2026-12-01', promisedBy: 'owner' },
    { what: 'List the registers', due: '2027-01-15', promisedBy: 'politician' }
  ],
  nextContactOn: '2027-02-01',
  sender: 'Eva Samordnare',
  network: 'Nätverket',
  day: (iso) => `<${iso}>`,
  list: (names) => names.join(' & ')
};

describe('writeThanks', () => {
  it('tells our promises from theirs, each with its day', () => {
    const { subject, body } = writeThanks(words.en, facts);
    expect(subject).toBe('Thank you for the meeting on <2026-11-20>');
    expect(body).toContain('Hello Kim Exempel & Lo Demo,');
    expect(body).toContain('What we promised:\n- Send the {licence} paper, by <2026-12-01>');
    expect(body).toContain('What you promised:\n- List the registers, by <2027-01-15>');
    expect(body).toContain('<2027-02-01>');
    expect(body.trimEnd().endsWith('Eva Samordnare\nNätverket')).toBe(true);
  });

  it('has no headings over nothing', () => {
    const { body } = writeThanks(words.sv, { ...facts, promises: [], nextContactOn: null, names: [] });
    expect(body).not.toMatch(/lovade (vi|ni):/);
    expect(body).toMatch(/^Hej,/);
  });

  it.each(Object.entries(words))('leaves no hole in %s', (_locale, said) => {
    const { subject, body } = writeThanks(said, { ...facts, promises: facts.promises.slice(1) });
    expect(subject + body).not.toMatch(/[{}]/);
    expect(Object.keys(said).sort()).toEqual(Object.keys(words.en).sort());
  });
});
