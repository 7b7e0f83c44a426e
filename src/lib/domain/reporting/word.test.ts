import { describe, expect, it } from 'vitest';
import type { Param } from './document';
import { phrase } from './draft';
import { WORDINGS } from './testing/report-wording.fixture';
import { formatNumber, formatPercent, joinText, wordParam, wordPhrase } from './word';

const live = (value: number): Param => ({ ref: 't.c', as: 'count', value });

function say(locale: 'en' | 'sv' | 'nl', reached: number, answered: number) {
  const params = {
    reached: live(reached),
    answered: live(answered),
    share: live(Math.round((reached * 100) / answered)),
    level: { number: 2 }
  };
  return joinText(wordPhrase(phrase('levels.answering', params), WORDINGS[locale]));
}

describe('the grammar of numbers', () => {
  it.each([
    ['en', 0, 'None of the 120 municipalities that answered is at level 2 or higher overall.'],
    ['en', 1, 'One of the 120 municipalities that answered is at level 2 or higher overall.'],
    ['en', 30, '25 percent of the municipalities that answered are at level 2 or higher overall: 30 of 120.'],
    ['en', 120, 'All 120 municipalities that answered are at level 2 or higher overall.'],
    ['sv', 0, 'Ingen av de 120 kommuner som har svarat ligger sammantaget på nivå 2 eller högre.'],
    ['sv', 1, 'En av de 120 kommuner som har svarat ligger sammantaget på nivå 2 eller högre.'],
    ['sv', 120, 'Alla 120 kommuner som har svarat ligger sammantaget på nivå 2 eller högre.'],
    ['nl', 0, 'Geen van de 120 gemeenten die meededen zit over het geheel op niveau 2 of hoger.'],
    ['nl', 1, 'Eén van de 120 gemeenten die meededen zit over het geheel op niveau 2 of hoger.'],
    ['nl', 30, '25 procent van de gemeenten die meededen zit over het geheel op niveau 2 of hoger: 30 van de 120.']
  ] as const)('%s, %i', (locale, reached, sentence) => {
    expect(say(locale, reached, 120)).toBe(sentence);
  });
});

describe('numbers', () => {
  it('are written as the reader writes them', () => {
    expect([formatNumber(12345, 'en'), formatNumber(12345, 'sv'), formatNumber(12345, 'nl')]).toEqual([
      '12,345',
      '12\u00a0345',
      '12.345'
    ]);
    expect([formatPercent(61, 'en'), formatPercent(61, 'sv'), formatPercent(61, 'nl')]).toEqual([
      '61%',
      '61\u00a0%',
      '61%'
    ]);
  });

  it('keep where they come from inside the sentence', () => {
    const segments = wordPhrase(phrase('coverage.heading', { answered: live(2), population: live(9) }), WORDINGS.en);
    expect(segments.map(({ text, number }) => [text, number?.ref])).toEqual([
      ['2', 't.c'],
      [' of ', undefined],
      ['9', 't.c'],
      [' municipalities have answered', undefined]
    ]);
  });
});

describe('what fills a sentence', () => {
  it('joins a list with "and" of the language', () => {
    const list: Param = { list: [{ text: 'a' }, { text: 'b' }, { text: 'c' }], style: 'and' };
    expect((['en', 'sv', 'nl'] as const).map((locale) => joinText(wordParam(list, WORDINGS[locale])))).toEqual([
      'a, b and c',
      'a, b och c',
      'a, b en c'
    ]);
  });

  it('writes dates in the reader’s way, whatever the clock of the machine', () => {
    const date: Param = { date: '2026-11-24T23:30:00Z' };
    expect((['en', 'sv', 'nl'] as const).map((locale) => joinText(wordParam(date, WORDINGS[locale])))).toEqual([
      '24 November 2026',
      '24 november 2026',
      '24 november 2026'
    ]);
  });

  it('leaves names alone, whatever they look like', () => {
    const text = '{level} <b> $a$ #eval("x")';
    const params = { network: { text }, wave: { text: 'w' }, date: { text: 'd' } };
    expect(joinText(wordPhrase(phrase('report.subtitle', params), WORDINGS.en))).toBe(`${text}, w. d`);
  });

  it('fails loudly where a value, a number or a name is missing', () => {
    expect(() => wordPhrase(phrase('report.table'), WORDINGS.en)).toThrow('asks for {number}');
    expect(() => wordPhrase(phrase('coverage.heading', { answered: { text: 'x' } }), WORDINGS.en)).toThrow(
      'which is no number'
    );
    expect(() => wordParam({ term: 'barrier', id: 'gone' }, WORDINGS.sv)).toThrow('have no barrier "gone"');
  });
});
