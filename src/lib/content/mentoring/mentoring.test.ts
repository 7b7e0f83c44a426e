import { describe, expect, it } from 'vitest';
import { AGENDA_SESSIONS, type AgendaTemplate } from '$lib/domain/mentoring/agenda';
import en from './en.json';
import nl from './nl.json';
import sv from './sv.json';

describe('the plan of six months', () => {
  const idsOf = ({ sessions }: AgendaTemplate) => sessions.map(({ items }) => items.map(({ id }) => id));

  it('has six sessions with something to do in each, under ids of their own', () => {
    expect(idsOf(en)).toHaveLength(AGENDA_SESSIONS);
    for (const ids of idsOf(en)) expect(ids.length).toBeGreaterThan(2);
    const all = idsOf(en).flat();
    expect(new Set(all).size).toBe(all.length);
    for (const id of all) expect(id).toMatch(/^s[1-6]-[a-z-]+$/);
  });

  it.each([
    ['sv', sv],
    ['nl', nl]
  ])('is the same in %s, item by item, and not left in English', (_locale, other) => {
    expect(idsOf(other)).toEqual(idsOf(en));
    other.sessions.forEach(({ title, aim, items }, i) => {
      const english = en.sessions[i]!;
      expect([title, aim]).not.toEqual([english.title, english.aim]);
      items.forEach(({ text }, j) => expect(text).not.toBe(english.items[j]!.text));
      for (const text of [title, aim, ...items.map((item) => item.text)]) expect(text).not.toMatch(/^\s*$|!|\u2014/);
    });
  });
});
