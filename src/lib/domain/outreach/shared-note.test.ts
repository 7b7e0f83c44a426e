import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noteFromShared } from './shared-note';

const shared = (change: Partial<Parameters<typeof noteFromShared>[0]>) => ({ title: '', text: '', url: '', ...change });
const together = (notes: ReturnType<typeof noteFromShared>) => Object.values(notes).join('').replace(/\s/g, '');

describe('a shared mail or link', () => {
  it('begins the notes with title, text and address', () => {
    const notes = noteFromShared({ title: 'Visit', text: 'On Monday\r\nat ten', url: 'https://example.org/a' });
    expect(notes).toEqual({
      background: 'Visit\nOn Monday\nat ten\nhttps://example.org/a',
      workSoFar: '',
      exchange: '',
      conclusions: ''
    });
  });

  it('says nothing twice', () => {
    const text = 'Visit: see https://example.org/a';
    expect(noteFromShared({ title: 'Visit', text, url: 'https://example.org/a' }).background).toBe(text);
  });

  it('may be empty', () => {
    expect(together(noteFromShared(shared({})))).toBe('');
  });

  it('goes on in the next part where it is long, at the end of a line', () => {
    const line = `${'x'.repeat(99)}\n`;
    const notes = noteFromShared(shared({ text: line.repeat(100) }));
    expect(notes.background.length).toBeLessThanOrEqual(8000);
    expect(notes.background).toMatch(/^(x{99}\n)+x{99}$/);
    expect(notes.workSoFar).toMatch(/^(x{99}\n)+x{99}$/);
    expect(notes.exchange).toBe('');
  });

  it('loses no visible character, however long, and tears none apart', () => {
    const long = fc
      .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }), { maxLength: 20 })
      .map((words) => words.join(' ').repeat(60));
    fc.assert(
      fc.property(long, (text) => {
        const notes = noteFromShared(shared({ text }));
        expect(together(notes)).toBe(text.replace(/[^\P{Cc}\n\t]/gu, '').replace(/\s/g, ''));
        for (const part of [notes.background, notes.workSoFar, notes.exchange]) {
          expect(part.length).toBeLessThanOrEqual(8000);
          expect(part).not.toMatch(/[\ud800-\udbff]$|^[\udc00-\udfff]/);
        }
      }),
      { numRuns: 200 }
    );
  });
});
