import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarText, foldCalendar } from './calendar-lines';

const octets = (line: string) => new TextEncoder().encode(line).length;
const unfold = (file: string) => file.replaceAll('\r\n ', '');

describe('calendarText', () => {
  it.each([
    ['Ask Eva\r\nBEGIN:VEVENT', 'Ask Eva\nBEGIN:VEVENT'],
    ['a\rb\nc\u2028d\u2029e\u0085f', 'a\nb\nc\nd\ne\nf'],
    ['\u0000a\u0007\u001bb\t', 'a b'],
    ['half a pair \ud83d', 'half a pair \ufffd'],
    ['åäö 🏛️', 'åäö 🏛️']
  ])('makes %j safe', (text, expected) => {
    expect(calendarText(text)).toBe(expected);
  });
});

describe('foldCalendar', () => {
  it('leaves a line of 75 octets whole and folds one of 76', () => {
    expect(foldCalendar(`${'a'.repeat(75)}\r\n`)).toBe(`${'a'.repeat(75)}\r\n`);
    expect(foldCalendar(`${'a'.repeat(76)}\r\n`)).toBe(`${'a'.repeat(75)}\r\n a\r\n`);
  });

  it('counts octets, not letters', () => {
    expect(foldCalendar(`SUMMARY:${'å'.repeat(40)}\r\n`)).toBe(`SUMMARY:${'å'.repeat(33)}\r\n ${'å'.repeat(7)}\r\n`);
  });

  it('keeps every line within 75 octets, every character whole and every text as it was', () => {
    const line = fc.string({ unit: 'binary', maxLength: 300 }).map((text) => text.replace(/[\r\n]/g, ' '));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
        // a line that begins with a blank would be a continuation
        const file = lines.map((text) => `X:${text.toWellFormed()}\r\n`).join('');
        const folded = foldCalendar(file);
        for (const one of folded.split('\r\n')) {
          expect(octets(one)).toBeLessThanOrEqual(75);
          expect(one.isWellFormed()).toBe(true);
        }
        expect(unfold(folded)).toBe(unfold(file));
      }),
      { numRuns: 300 }
    );
  });
});
