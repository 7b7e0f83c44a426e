import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Aggregates } from '../aggregate-types';
import { listNumbers } from '../check-references';
import type { Block, ReportDocument } from '../document';
import { phrase } from '../draft';
import { readNumber } from '../live-number';
import { NO_MATERIAL } from '../report-material';
import { applyEditorial } from './apply-editorial';
import { type Addition, type Editorial, NO_EDITORIAL, type OwnText } from './editorial';
import { type Redactable, redactBlock } from './redact';

const published = (n: number) => ({ status: 'published', n });
const aggregates = {
  status: 'ready',
  threshold: 5,
  tables: {
    coverage: {
      id: 'coverage',
      cells: { answered: published(40), population: published(50), met: published(0), few: { status: 'suppressed' } },
      withheld: null
    }
  }
} as unknown as Extract<Aggregates, { status: 'ready' }>;

const finding = (id: string, about?: string): Block => ({
  ...{ kind: 'finding', id, basis: 'answering', text: phrase('report.page'), sources: [] },
  ...(about !== undefined && { about })
});
const heading = (id: string): Block => ({ kind: 'heading', id, level: 2, text: phrase('summary.heading') });
const table = (id: string, number: number): Block => ({
  ...{
    kind: 'table',
    id,
    number,
    caption: phrase('report.page'),
    columns: [],
    rows: [],
    notes: [],
    shows: ['coverage']
  }
});
const proposal = (measure: string, number: number): Block => ({
  ...{ kind: 'proposal', id: `proposal-${measure}`, number, measure, title: phrase('report.page'), actor: 'state' },
  ...{ chain: { numbers: [], criteria: [], barriers: [], measure: [] }, sources: [] }
});
const document = {
  format: 1,
  meta: { network: 'N', wave: 'W', date: '2026-11-23T00:00:00.000Z', demo: false },
  model: { id: 'm', version: '1' },
  title: phrase('report.title'),
  subtitle: phrase('report.title'),
  blocks: [
    heading('summary'),
    finding('summary-a', 'first'),
    finding('summary-p', 'proposal-one'),
    heading('first'),
    finding('a'),
    table('t1', 1),
    finding('b'),
    table('t2', 2),
    heading('last'),
    proposal('one', 1),
    proposal('two', 2)
  ]
} as ReportDocument;
const all = (text: string): OwnText => ({ en: text, sv: text, nl: text });
const place = { chapter: 'first', after: null };
const apply = (change: Partial<Editorial>) => applyEditorial(document, { ...NO_EDITORIAL, ...change }, aggregates);
const edited = (change: Partial<Editorial>) => {
  const result = apply(change);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
};
const idsOf = (change: Partial<Editorial>) => edited(change).document.blocks.map(({ id }) => id);
const refusals = (change: Partial<Editorial>) => {
  const result = apply(change);
  return result.ok ? [] : result.problems.map(({ code, path }) => `${code} ${path}`);
};

describe('what analysts change', () => {
  it('nothing, leaves the report as it was drafted', () => {
    expect(edited({})).toEqual({ document, warnings: [] });
  });

  it('hides findings, and lines of the summary that lead to what is gone', () => {
    expect(idsOf({ hidden: ['a'] })).not.toContain('a');
    expect(idsOf({ rejected: [{ measure: 'one', reason: 'No money' }] })).toEqual([
      'summary',
      'summary-a',
      'first',
      'a',
      't1',
      'b',
      't2',
      'last',
      'proposal-two'
    ]);
    expect(refusals({ hidden: ['t1'] })).toEqual(['not-to-hide hidden.t1']);
    expect(edited({ hidden: ['gone'] }).warnings.map(({ code }) => code)).toEqual(['not-there']);
  });

  it('moves blocks in their chapter; what is not named stays behind what it followed, tables are numbered anew', () => {
    const { document: moved } = edited({ order: { first: ['b', 'a'] } });
    expect(moved.blocks.map(({ id }) => id).slice(3, 8)).toEqual(['first', 'b', 't2', 'a', 't1']);
    expect(moved.blocks.flatMap((block) => (block.kind === 'table' ? [`${block.id} ${block.number}`] : []))).toEqual([
      't2 1',
      't1 2'
    ]);
  });

  it('words a finding anew with live numbers, and warns where a language keeps the drafted sentence', () => {
    const { document: own, warnings } = edited({
      texts: { a: { en: 'So **many**: {coverage.answered / coverage.population %} percent', sv: 'Många' } }
    });
    const block = own.blocks.find(({ id }) => id === 'a');
    expect(block?.kind === 'finding' && block.own?.en).toEqual([
      { text: 'So ' },
      { text: 'many', strong: true },
      { text: ': ' },
      { text: { ref: 'coverage.answered', over: 'coverage.population', as: 'percent', value: 80 } },
      { text: ' percent' }
    ]);
    expect(warnings.map(({ code, path }) => `${code} ${path}`)).toEqual(['not-in-every-language texts.a.nl']);
  });

  it('puts texts, chapters and quotes where they belong, in the order they were made', () => {
    const additions: Addition[] = [
      { kind: 'paragraph', id: 'p1', place: { chapter: 'first', after: 'a' }, text: all('One') },
      { kind: 'paragraph', id: 'p2', place: { chapter: 'first', after: 'a' }, text: all('Two') },
      { kind: 'paragraph', id: 'p3', place: { chapter: 'own-c1', after: null }, text: all('Three') },
      { kind: 'chapter', id: 'c1', place, title: all('Ours'), text: all('- one\n- two') }
    ];
    expect(idsOf({ additions }).slice(3)).toEqual([
      'first',
      'a',
      'p1',
      'p2',
      't1',
      'b',
      't2',
      'own-c1',
      'c1',
      'p3',
      'last',
      'proposal-one',
      'proposal-two'
    ]);
  });

  it('is refused with the place where it cannot stand', () => {
    const text = (en: string): Partial<Editorial> => ({
      additions: [{ kind: 'paragraph', id: 'p', place, text: { en, sv: 'a', nl: 'a' } }]
    });
    expect(refusals(text('{coverage.few}'))).toEqual(['suppressed-number additions.p.text.en']);
    expect(refusals(text('{nothing.such}'))).toEqual(['unknown-reference additions.p.text.en']);
    expect(refusals(text('{coverage.answered / coverage.met %}'))).toEqual([
      'nothing-to-divide-by additions.p.text.en'
    ]);
    expect(refusals(text('a {coverage.answered'))).toEqual(['bad-reference additions.p.text.en']);
    expect(refusals(text('<b>x</b>'))).toContain('markdown-not-allowed additions.p.text.en');
    expect(refusals(text('[x](http://example.org)'))).toEqual(['link-not-https additions.p.text.en']);
    expect(refusals(text('[x](javascript:alert(1))'))).toEqual(['link-not-https additions.p.text.en']);
    expect(refusals(text('[x](https://a@example.org)'))).toEqual(['link-not-https additions.p.text.en']);
    expect(refusals(text('# Large'))).toEqual(['markdown-heading additions.p.text.en']);
    expect(refusals(text('![x](https://example.org/x.png)'))).toEqual(['markdown-not-allowed additions.p.text.en']);
    expect(refusals({ texts: { a: all('One\n\nTwo') } })).toHaveLength(3);
    expect(
      refusals({ additions: [{ kind: 'paragraph', id: 'p', place: { chapter: 'none', after: null }, text: all('x') }] })
    ).toEqual(['place-gone additions.p.place']);
    const picture = { kind: 'picture', id: 'p', place, sha256: 'f'.repeat(64), type: 'image/png' } as const;
    expect(
      refusals({ additions: [{ ...picture, width: 1, height: 1, alt: { en: 'A bridge' }, caption: {} }] })
    ).toEqual(['alt-missing additions.p.alt.sv', 'alt-missing additions.p.alt.nl']);
  });

  it('warns of numbers typed as such', () => {
    const { warnings } = edited({ additions: [{ kind: 'paragraph', id: 'p', place, text: all('Now 1,5 of 12') }] });
    expect(warnings.map(({ facts }) => facts?.number)).toEqual(['1,5', '12', '1,5', '12', '1,5', '12']);
  });

  it('can be taken out again, and built anew it is the same', () => {
    const additions: Addition[] = [
      { kind: 'chapter', id: 'c1', place, title: all('Karin'), text: all('Karin') },
      { kind: 'paragraph', id: 'p3', place: { chapter: 'own-c1', after: null }, text: all('Three') },
      {
        ...{ kind: 'quote', id: 'q', place, raisedId: 'r', text: all('No'), confirmedOn: '2026-11-01', role: 'it' },
        size: 's2'
      }
    ];
    const editorial: Editorial = { ...NO_EDITORIAL, additions, texts: { a: all('Karin') } };
    let left: Redactable = { document: edited(editorial).document, editorial, material: NO_MATERIAL };
    for (const id of ['c1', 'q', 'a']) left = redactBlock(left, id, id === 'q' ? 'quote' : 'words');
    expect(JSON.stringify(left)).not.toMatch(/Karin|"No"|"r"|"it"/);
    expect(edited(left.editorial).document).toEqual(left.document);
  });
});

it('no number comes out that is not in the tables: every other one is warned of', () => {
  const ref = fc.constantFrom('coverage.answered', 'coverage.population', 'coverage.met', 'coverage.few', 'x.y');
  const reference = fc.oneof(
    ref.map((a) => `{${a}}`),
    fc.tuple(ref, ref).map(([a, b]) => `{${a} - ${b}}`),
    fc.tuple(ref, ref).map(([a, b]) => `{${a} / ${b} %}`)
  );
  const piece = fc.oneof(
    reference,
    fc.string({ unit: fc.constantFrom(...'ab 1,9.%*_\n#-{}[]()<>&٣'.split('')), maxLength: 12 })
  );
  const typed = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(' '));
  fc.assert(
    fc.property(typed, typed, (one, other) => {
      const additions: Addition[] = [
        { kind: 'paragraph', id: 'p', place, text: { en: one } },
        { kind: 'chapter', id: 'c', place, title: { en: other }, text: { en: one } }
      ];
      const result = apply({ additions, texts: { a: { en: other } } });
      if (!result.ok) return;
      for (const { number } of listNumbers(result.value.document))
        expect(readNumber(aggregates.tables, number)).toEqual(number);
      const words: string[] = [];
      const walk = (value: unknown, key: string): void => {
        if (typeof value === 'string' && (key === 'text' || key === 'en')) words.push(value);
        else if (typeof value === 'object' && value !== null && !('ref' in value))
          for (const [name, part] of Object.entries(value)) walk(part, name);
      };
      for (const block of result.value.document.blocks)
        if (['a', 'p', 'c', 'own-c'].includes(block.id)) walk(block, '');
      const warned = result.value.warnings.flatMap(({ code, facts }) =>
        code === 'bare-number' ? [facts!.number] : []
      );
      expect(words.join(' ').match(/\p{N}/gu)?.length ?? 0).toBe(warned.join('').match(/\p{N}/gu)?.length ?? 0);
    }),
    { numRuns: 300 }
  );
});
