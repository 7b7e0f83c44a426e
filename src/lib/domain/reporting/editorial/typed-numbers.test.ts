import { describe, expect, it } from 'vitest';
import { type Addition, NO_EDITORIAL } from './editorial';
import { isVouched, refuseTyped } from './typed-numbers';

const bare = (number: string, path: string) => ({ code: 'bare-number', path, message: '', facts: { number } });
const place = { chapter: 'first', after: null };

describe('typed numbers', () => {
  it('are refused once for each place, with all of them', () => {
    const warnings = [
      bare('42', 'texts.levels.a.en'),
      bare('7', 'texts.levels.a.sv'),
      bare('42', 'texts.levels.a.sv'),
      bare('12', 'additions.p1.title.en'),
      { code: 'not-there', path: 'texts.gone', message: '' }
    ];
    expect(refuseTyped(warnings).map(({ path, facts }) => [path, facts])).toEqual([
      ['texts.levels.a', { key: 'text:levels.a', numbers: '42, 7' }],
      ['additions.p1', { key: 'add:p1', numbers: '12' }]
    ]);
    expect(refuseTyped([])).toEqual([]);
  });

  it('are answered for by a source for exactly that number there, or by whoever is quoted', () => {
    const quote = { kind: 'quote', id: 'q1', place, raisedId: 'r', text: {}, confirmedOn: '', role: null, size: null };
    const fixed = { 'levels.a': [{ number: '42', source: 'The law' }], p1: [{ number: '7', source: ' ' }] };
    const editorial = { ...NO_EDITORIAL, fixed, additions: [quote as Addition] };
    expect(isVouched(bare('42', 'texts.levels.a.nl'), editorial)).toBe(true);
    expect(isVouched(bare('4', 'texts.levels.a.nl'), editorial)).toBe(false);
    expect(isVouched(bare('42', 'texts.levels.b.nl'), editorial)).toBe(false);
    expect(isVouched(bare('7', 'additions.p1.text.nl'), editorial)).toBe(false);
    expect(isVouched(bare('3', 'additions.q1.text.sv'), editorial)).toBe(true);
    expect(isVouched({ code: 'not-there', path: 'texts.levels.a.nl', message: '' }, editorial)).toBe(false);
  });
});
