import type { StratumClass } from './aggregate-types';
import type { Param, Phrase } from './document';
import { type Draft, cell, phrase } from './draft';
import type { LiveNumber } from './live-number';
import { nameClass } from './name-strata';

interface Area {
  one: StratumClass;
  name: Phrase;
  share: LiveNumber | null;
}

/** With fewer answers an area is put together with its neighbour; see `strata`. */
const LEAST_ANSWERS = 10;

/** The parts of the country, as tiles and as a map where the boundaries are known. */
export function writeAreas(draft: Draft): void {
  const { material, aggregates } = draft;
  const areas = draft.classes('area').map((one): Area => {
    const start = `overall-by-area.${one.id}`;
    const share = draft.has(`${start}/reached`) ? draft.share(`${start}/reached`, `${start}/all`) : null;
    return { one, name: nameClass('area', one, material.countyNames), share };
  });
  const named = areas.filter(({ one }) => !one.of.every((county) => county === 'unknown'));
  if (named.length < 2 || !aggregates.tables['overall-by-area']) return;
  const level = { level: { number: aggregates.headlineLevel } };
  draft.heading('areas', phrase('areas.heading'), 3);
  draft.note('areas-explain', phrase('areas.explain', { least: { number: LEAST_ANSWERS } }));
  const parts = named.map(({ name, share }): Param =>
    share ? phrase('chart.named-share', { name, share }) : phrase('chart.named-withheld', { name })
  );
  const summary = phrase('areas.summary', { ...level, parts: { list: parts, style: 'parts' } });
  const measure = phrase('heat.measure', level);
  const areaOf = (county: string) => areas.find(({ one }) => one.of.includes(county));
  const label = (county: string): Param => ({ text: material.countyNames[county] ?? county });
  const tiles = material.tiles.filter(({ county }) => areaOf(county));
  // tiles that mostly say "not shown" show nothing that the table does not
  const known = tiles.filter(({ county }) => areaOf(county)?.share);
  if (known.length > 0 && known.length * 2 >= tiles.length)
    draft.chart('chart-tiles', 'table-areas', phrase('areas.tiles', level), summary, {
      type: 'tiles',
      measure,
      areas: tiles.map(({ county, short, place }) => ({
        id: county,
        label: label(county),
        short,
        place,
        share: areaOf(county)?.share ?? null
      }))
    });
  const { boundaries } = material;
  if (boundaries)
    draft.chart('chart-map', 'table-areas', phrase('areas.map', level), summary, {
      type: 'map',
      measure,
      width: boundaries.width,
      height: boundaries.height,
      areas: boundaries.areas.map(({ county, path }) => ({
        id: county,
        label: label(county),
        path,
        share: areaOf(county)?.share ?? null
      })),
      points: boundaries.points.map(({ name, x, y, level: at }) => ({ label: { text: name }, x, y, level: at })),
      source: { text: boundaries.source }
    });
  writeTable(draft, areas);
}

function writeTable(draft: Draft, areas: readonly Area[]): void {
  const level = { level: { number: draft.aggregates.headlineLevel } };
  draft.table(
    'table-areas',
    phrase('areas.table', level),
    [
      phrase('column.area'),
      phrase('column.municipalities'),
      phrase('column.answered'),
      phrase('column.from-level', level),
      phrase('column.share')
    ],
    areas.map(({ one, name, share }) => ({
      header: name,
      cells: [
        cell(draft.optional(`population-by-area.${one.id}`)),
        cell(draft.optional(`overall-by-area.${one.id}/all`)),
        cell(draft.optional(`overall-by-area.${one.id}/reached`)),
        draft.optional(`overall-by-area.${one.id}/all`)?.value === 0 ? 'none' : cell(share)
      ]
    })),
    ['overall-by-area', 'population-by-area']
  );
}
