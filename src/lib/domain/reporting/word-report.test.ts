import { describe, expect, it } from 'vitest';
import { buildReport } from './build-report';
import { SCREEN_PALETTE } from './charts/palette';
import { MODEL } from './testing/invented-wave.fixture';
import { inventTables } from './testing/invented-tables.fixture';
import { WORDINGS } from './testing/report-wording.fixture';
import { wordReport } from './word-report';

const document = buildReport(MODEL, inventTables(1), {
  network: 'Testland',
  wave: 'Autumn',
  date: '2026-11-24T09:00:00Z',
  demo: true
});
const report = wordReport(document, WORDINGS.sv, { palette: SCREEN_PALETTE, width: 640 });

const blockOf = (id: string) => report.blocks.find((block) => block.id === id)!;

describe('a report in words', () => {
  it('leads every number of a finding to a table that exists', () => {
    const ids = new Set(report.blocks.flatMap((block) => (block.kind === 'table' ? [block.id] : [])));
    const numbers = report.blocks.flatMap((block) =>
      block.kind === 'finding' ? block.text.filter(({ number }) => number) : []
    );
    expect(numbers.length).toBeGreaterThan(10);
    for (const { to, number } of numbers) expect(ids, number!.ref).toContain(to);
  });

  it('cites its tables by number, with links', () => {
    const finding = blockOf('levels-answering');
    expect(finding.kind === 'finding' && finding.sources).toEqual([
      { text: 'Källa: ' },
      { text: 'Tabell ', to: 'table-levels' },
      { text: '5', to: 'table-levels' }
    ]);
  });

  it('writes the same number in the sentence, the table and the chart', () => {
    const finding = blockOf('levels-answering');
    const table = blockOf('table-levels');
    const chart = blockOf('chart-levels');
    if (finding.kind !== 'finding' || table.kind !== 'table' || chart.kind !== 'chart') throw new Error('wrong blocks');
    const reached = finding.text.find(({ number }) => number?.as === 'count' && number.ref === 'overall.from-2')!.text;
    expect(table.rows.find((row) => row.header === 'Nivå 2 eller högre')!.cells[0]!.text).toBe(reached);
    const first = table.rows[0]!.cells[0]!.text;
    expect(chart.svg).toContain(`>${first}</text>`);
    expect(chart.summary).toContain(`nivå 0: ${first}`);
  });

  it('starts row headers with a capital letter and numbers captions', () => {
    const table = blockOf('table-coverage-size');
    expect(table.kind === 'table' && [table.caption.slice(0, 9), table.rows[0]!.header]).toEqual([
      'Tabell 1:',
      'Färre än 10\u00a0000'
    ]);
  });

  it('draws charts of the page from tokens, so that they follow light and dark', () => {
    const chart = blockOf('chart-levels');
    expect(chart.kind === 'chart' && chart.svg).toContain('fill="var(--level-0)"');
  });
});
