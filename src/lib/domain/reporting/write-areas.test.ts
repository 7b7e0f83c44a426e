import { describe, expect, it } from 'vitest';
import modelData from '$lib/content/models/roadmap-1.0.0/model.json';
import type { MaturityModel } from '../model/types';
import type { ReadyAggregates } from './aggregate-types';
import { buildReport } from './build-report';
import { NO_MATERIAL } from './report-material';
import { MATERIAL, inventTables } from './testing/invented-tables.fixture';

const MODEL = modelData as MaturityModel;
const META = { network: 'Testland', wave: 'Autumn 2026', date: '2026-11-24T09:00:00Z', demo: false };
const blocksOf = (aggregates: ReadyAggregates, material = MATERIAL) =>
  buildReport(MODEL, aggregates, META, { material }).blocks;

describe('areas', () => {
  const aggregates = inventTables(1);

  it.each(['chart-tiles', 'chart-map'])(
    'colour every county with the number of the area it is counted in: %s',
    (id) => {
      const block = blocksOf(aggregates).find((one) => one.id === id);
      if (block?.kind !== 'chart' || (block.chart.type !== 'tiles' && block.chart.type !== 'map'))
        throw new Error(`no ${id}`);
      const shares = block.chart.areas.map((area) => [area.id, area.share?.ref]);
      expect(shares).toEqual([
        ['01', 'overall-by-area.01/reached'],
        ['03', 'overall-by-area.03+04/reached'],
        ['04', 'overall-by-area.03+04/reached'],
        ['05', 'overall-by-area.05/reached']
      ]);
    }
  );

  it('leave out a map whose boundaries nobody has imported, and keep the table', () => {
    const ids = blocksOf(aggregates, NO_MATERIAL).map(({ id }) => id);
    expect(ids).not.toContain('chart-map');
    expect(ids).not.toContain('chart-tiles');
    expect(ids).toContain('table-areas');
  });

  it('are no section where all of them had to be put together', () => {
    const strata = { ...aggregates.strata, area: [{ id: '01+03+04+05', of: ['01', '03', '04', '05'] }] };
    const ids = blocksOf({ ...aggregates, strata }).map(({ id }) => id);
    expect(ids).not.toContain('areas');
  });
});
