import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerLine, mentions, MERGE_FIELDS, mergeMessage, type MergeValues, readTemplate } from './merge-text';

const values: MergeValues = {
  ...{ municipality: 'Norsjö', county: 'Västerbotten', population: '4 000', level: '', contact_name: '' },
  ...{
    network: 'Mid-North',
    sender_name: 'Kim',
    reply_link: 'https://x.example/r',
    unsubscribe_link: 'https://x.example/u'
  }
};
const merge = (subject: string, body: string, more: Partial<MergeValues> = {}) =>
  mergeMessage({ subject, body }, { ...values, ...more });

describe('a template', () => {
  it('is filled in, with words instead where there is no value, and braces where two stand', () => {
    expect(merge('Hej {municipality}', '{contact_name|registrator}: {{x}} {level|inte bedömd}\n{ county }')).toEqual({
      ok: true,
      value: { subject: 'Hej Norsjö', body: 'registrator: {x} inte bedömd\nVästerbotten' }
    });
  });

  it.each([
    ['Hej {kommun}', 'field-unknown', 'kommun'],
    ['Hej {}', 'field-unknown', ''],
    ['Hej {Municipality}', 'field-unknown', 'Municipality'],
    ['Hej {constructor}', 'field-unknown', 'constructor']
  ])('"%s" is refused by the name of its field', (text, code, field) => {
    const read = readTemplate(text, 'body');
    expect(read.ok ? [] : read.problems).toMatchObject([{ code, path: 'body', facts: { field } }]);
  });

  it.each(['Hej {municipality', 'Hej } du', '{a{municipality}'])('"%s" has a brace left over', (text) => {
    const read = readTemplate(text, 'subject');
    expect(read.ok ? [] : read.problems.map(({ code }) => code)).toContain('brace-open');
  });

  it('with a field that has no value is a hole, named with the municipality', () => {
    const merged = merge('Nivå {level}', '{level} {county}', { county: '' });
    expect(merged.ok ? [] : merged.problems.map(({ code, path, facts }) => [code, path, facts?.field])).toEqual([
      ['field-empty', 'subject', 'level'],
      ['field-empty', 'body', 'level'],
      ['field-empty', 'body', 'county']
    ]);
  });

  it('says which fields it names', () => {
    expect(mentions('{reply_link}', 'reply_link')).toBe(true);
    expect(mentions('{{reply_link}}', 'reply_link')).toBe(false);
  });
});

describe('a header', () => {
  it('can not be added by any template or value whatsoever', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\r\nBcc: x@example.org', '\u2028To: y', '\u0085', '\u202ecod.exe', '{municipality}')
    );
    const unfit = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
    fc.assert(
      fc.property(anything, anything, fc.constantFrom(...MERGE_FIELDS), (subject, value, field) => {
        const merged = merge(`${subject.replace(/[{}]/g, '')}{${field}|x}`, 'x', { [field]: value });
        return merged.ok && !unfit.test(merged.value.subject);
      }),
      { numRuns: 500 }
    );
  });

  it('holds what a value says, and no merge field a value spells', () => {
    expect(merge('{municipality}', 'x', { municipality: '{reply_link}' })).toMatchObject({
      value: { subject: '{reply_link}' }
    });
    expect(headerLine('a\r\n\tb\u2028c  d')).toBe('a b c d');
  });
});
