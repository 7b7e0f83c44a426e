import { expect, it } from 'vitest';
import type { EditionContent } from '../edition';
import { compareEditions } from './compare-editions';

const edition = (answered: number | null, blocks: object[], more: object = {}) =>
  ({
    ...{ software: 'waymark 1', model: { id: 'm', version: '1' }, document: { blocks } },
    reportTexts: { en: { a: 'One' }, sv: {}, nl: {} },
    aggregates: {
      status: 'ready',
      tables: {
        t: {
          id: 't',
          cells: { x: answered === null ? { status: 'suppressed' } : { status: 'published', n: answered } }
        }
      }
    },
    ...more
  }) as unknown as EditionContent;

it('two editions differ in numbers, parts, sentences, model and program; not in what is only numbered otherwise', () => {
  const table = (number: number) => ({ kind: 'table', id: 'a', number });
  const before = edition(4, [table(1), { kind: 'finding', id: 'b', text: 1 }, { kind: 'finding', id: 'c' }]);
  const after = edition(null, [table(2), { kind: 'finding', id: 'b', text: 2 }, { kind: 'quote', id: 'd' }], {
    ...{ software: 'waymark 2', reportTexts: { en: { a: 'Two' }, sv: {}, nl: {} } }
  });
  expect(compareEditions(before, after)).toEqual({
    numbers: [{ ref: 't.x', before: 4, after: 'withheld' }],
    blocks: [
      { id: 'b', kind: 'finding', change: 'changed' },
      { id: 'd', kind: 'quote', change: 'added' },
      { id: 'c', kind: 'finding', change: 'removed' }
    ],
    texts: [{ locale: 'en', keys: ['a'] }],
    model: null,
    software: { before: 'waymark 1', after: 'waymark 2' }
  });
  expect(compareEditions(before, before)).toMatchObject({ numbers: [], blocks: [], texts: [], software: null });
});
