import { aggregate } from '$lib/domain/reporting/aggregate';
import type { Aggregates } from '$lib/domain/reporting/aggregate-types';
import { buildReport } from '$lib/domain/reporting/build-report';
import type { Block } from '$lib/domain/reporting/document';
import { NO_MATERIAL } from '$lib/domain/reporting/report-material';
import { MODEL, inventWave } from '$lib/domain/reporting/testing/invented-wave.fixture';
import { WORDINGS } from '$lib/domain/reporting/testing/report-wording.fixture';
import { LOCALES } from '$lib/domain/shared/locale';
import { loadHighsSolver } from '../../disclosure/highs';
import type { RenderInput } from '../edition-files';
import { writePng } from '../png/write-png';
import { REPORT_TEXTS } from '../report-texts';

const META = { network: 'Testland', wave: 'Autumn 2026', date: '2026-11-24T09:00:00Z', demo: true };
const PICTURE = writePng(120, 60, new Uint8Array(120 * 60 * 3).fill(90));
const SHA256 = 'a'.repeat(64);

/** What analysts add: prose with a live number, a quote in one language only, a picture. */
export const OWN_BLOCKS: Block[] = [
  {
    kind: 'prose',
    id: 'own-prose',
    parts: Object.fromEntries(
      LOCALES.map((locale) => [
        locale,
        [
          { part: 'heading', level: 3, text: [{ text: `Why & how, ${locale}` }] },
          {
            part: 'paragraph',
            text: [
              { text: 'Of all, ' },
              { text: { ref: 'coverage.answered', as: 'count', value: 0 } },
              { text: ' answered', strong: true },
              { text: ', see ' },
              { text: 'the law', href: 'https://example.org/law?a=1&b="2"' },
              { text: '.' }
            ]
          },
          { part: 'list', ordered: true, items: [[{ text: 'first', emphasis: true }], [{ text: 'second' }]] },
          { part: 'list', ordered: false, items: [[{ text: 'a dot' }]] }
        ]
      ])
    )
  },
  {
    kind: 'quote',
    id: 'own-quote',
    text: { sv: 'Vi vågar inte dela med oss.' },
    by: { key: 'report.quoted', params: { name: { text: 'A manager' } } }
  },
  {
    kind: 'picture',
    id: 'own-picture',
    sha256: SHA256,
    type: 'image/png',
    width: 120,
    height: 60,
    alt: { en: 'Two people at a table', sv: 'Två personer vid ett bord', nl: 'Twee mensen aan een tafel' },
    caption: { en: 'A meeting', sv: 'Ett möte', nl: 'Een gesprek' }
  }
];

/** Cells that a reader does not see, so that files are tested with some: as of every fourth criterion, and of one class. */
function hideSome(aggregates: Aggregates): void {
  if (aggregates.status !== 'ready') return;
  const hide = (table: string, ...cells: string[]) => {
    const found = aggregates.tables[table];
    for (const cell of cells) if (found?.cells[cell]) found.cells[cell] = { status: 'suppressed' };
  };
  for (const [i, { id }] of MODEL.criteria.entries())
    if (i % 4 === 0) hide(`answers-${id}`, 'partly', 'no', 'dont-know', 'not-applicable');
  hide('overall', 'level-3', 'level-4', 'level-5');
  hide('met-by-size', aggregates.strata.size[0]!.id, aggregates.strata.size[1]!.id);
  for (const { id } of MODEL.barriers.slice(-3)) hide(`barrier-${id}`, 'raised');
}

/**
 * An edition of an invented wave with everything that a document may hold. Everybody in it publishes their own result, so
 * that counting takes no time to protect; some cells are hidden by hand.
 */
export async function inventEdition(
  change: { size?: number; answering?: number; locale?: RenderInput['locale'] } = {}
): Promise<RenderInput> {
  const { size = 120, answering, locale = 'en' } = change;
  const wave = inventWave(4, size, answering === undefined ? {} : { answering });
  const counted = await aggregate(
    { ...wave, publishThemselves: wave.municipalities.map(({ code }) => code) },
    await loadHighsSolver()
  );
  if (!counted.ok) throw new Error(JSON.stringify(counted.problems));
  const aggregates = structuredClone(counted.value);
  hideSome(aggregates);
  const document = buildReport(MODEL, aggregates, META);
  const answered = aggregates.status === 'ready' ? aggregates.tables['coverage']!.cells['answered']! : undefined;
  const own = JSON.parse(JSON.stringify(OWN_BLOCKS), (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'ref' in value && answered?.status === 'published'
      ? { ...value, value: answered.n }
      : value
  ) as Block[];
  if (aggregates.status === 'ready') document.blocks.splice(-4, 0, ...own);
  return {
    edition: {
      format: 2,
      software: '0.1.0',
      meta: META,
      model: MODEL,
      texts: LOCALES.map((one) => WORDINGS[one].model),
      reportTexts: REPORT_TEXTS,
      material: NO_MATERIAL,
      aggregates,
      document,
      number: 3
    },
    locale,
    pictures: { [SHA256]: PICTURE },
    facts: {
      address: 'https://example.org/reports/e3',
      network: META.network,
      country: 'SE',
      publisher: { name: META.network },
      licence: null,
      contact: 'data@example.org',
      issued: '2026-11-25T08:00:00Z',
      wave: { from: '2026-09-01', to: '2026-10-31' },
      corrects: null
    }
  };
}
