import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LOCALES } from '../../domain/shared/locale';
import model from '../models/roadmap-1.0.0/model.json';
import be from './be.json';
import nl from './nl.json';
import se from './se.json';

const inEveryLanguage = z.strictObject({ en: z.string().min(1), sv: z.string().min(1), nl: z.string().min(1) });

const dutiesFile = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/),
  asOf: z.string().regex(/^\d{4}-\d{2}$/),
  duties: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z]{2}-[a-z-]+$/),
        law: z.string().min(1),
        reference: z.string().min(1),
        url: z.url({ protocol: /^https$/ }),
        criteria: z.array(z.string()).min(1),
        names: inEveryLanguage,
        says: inEveryLanguage
      })
    )
    .min(1)
});

const files = [se, nl, be];
const byCountry = files.map((file) => [file.country, file] as const);
const criterionIds = new Set(model.criteria.map(({ id }) => id));
const all = files.flatMap(({ duties }) => duties);

describe('the duties of each country', () => {
  it.each(byCountry)(
    'have every field, an address on https and each text in three languages (%s)',
    (_country, file) => {
      const read = dutiesFile.safeParse(file);
      expect(read.error?.issues ?? []).toEqual([]);
    }
  );

  it('have ids that are unique and begin with the country', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { country, duties } of files) {
      for (const { id } of duties) expect(id.slice(0, 3)).toBe(`${country.toLowerCase()}-`);
    }
  });

  it.each(byCountry)('name criteria of the model, each once (%s)', (_country, { duties }) => {
    for (const { id, criteria } of duties) {
      expect(
        criteria.filter((criterion) => !criterionIds.has(criterion)),
        id
      ).toEqual([]);
      expect(new Set(criteria).size, id).toBe(criteria.length);
    }
  });

  it.each(byCountry)('say the same thing in different words in each language (%s)', (_country, { duties }) => {
    for (const { id, names, says } of duties) {
      expect(new Set(Object.values(names)).size, id).toBe(LOCALES.length);
      expect(new Set(Object.values(says)).size, id).toBe(LOCALES.length);
    }
  });

  it.each(byCountry)(
    'are one or two sentences with no dash, exclamation mark or straight apostrophe (%s)',
    (_c, file) => {
      for (const { id, names, says } of file.duties) {
        for (const text of [...Object.values(names), ...Object.values(says)]) {
          expect(text, id).not.toMatch(/[—–!']|\s-\s| {2}/u);
        }
        for (const text of Object.values(says)) {
          expect(text, id).toMatch(/\.$/);
          expect(text.match(/[.?](?=\s|$)/gu)?.length, id).toBeLessThanOrEqual(2);
        }
      }
    }
  );

  it('include the three European laws that hold in every country', () => {
    for (const { country, duties } of files) {
      const references = duties.map(({ reference }) => reference);
      expect(references, country).toEqual(
        expect.arrayContaining(['CELEX 32016R0679', 'CELEX 32022R0868', 'CELEX 32023R0138'])
      );
    }
  });
});
