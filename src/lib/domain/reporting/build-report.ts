import type { MaturityModel } from '../model/types';
import type { Aggregates } from './aggregate-types';
import type { Block, ReportDocument, ReportMeta } from './document';
import { Draft, phrase } from './draft';
import type { ReportMaterial } from './report-material';
import { writeAnnexMethod } from './write-annex-method';
import { writeAnnexModel } from './write-annex-model';
import { writeAnnexTables } from './write-annex-tables';
import { writeAreas } from './write-areas';
import { writeBarriers } from './write-barriers';
import { writeByClass } from './write-by-class';
import { writeChange } from './write-change';
import { writeCoverage } from './write-coverage';
import { writeCriteria } from './write-criteria';
import { writeDimensions } from './write-dimensions';
import { writeHeat } from './write-heat';
import { writeHelps } from './write-helps';
import { writeHow, writeLimits } from './write-how';
import { writeLevels } from './write-levels';
import { writeNext } from './write-next';
import { writeProposals } from './write-proposals';

export interface ReportOptions {
  /** Ids of measures an analyst has rejected: the next ones move up. */
  rejected?: readonly string[];
  material?: ReportMaterial;
}

/**
 * Writes the white paper from aggregates: findings, charts and proposals without a language, every number tied to its
 * cell. With too few answers it holds no numbers and says why.
 *
 * @param meta.date ISO instant; the same input always gives the same document.
 *
 * @example
 * buildReport(model, { status: 'too-few', because: 'nobody-answered', threshold: 5 }, meta).blocks
 * // [{ kind: 'heading', id: 'too-few', ... }, { kind: 'note', id: 'too-few-text', ... }]
 */
export function buildReport(
  model: MaturityModel,
  aggregates: Aggregates,
  meta: ReportMeta,
  options: ReportOptions = {}
): ReportDocument {
  const blocks =
    aggregates.status === 'ready'
      ? writeChapters(new Draft(model, aggregates, options.material), meta, options.rejected ?? [])
      : writeTooFew(aggregates);
  return {
    format: 1,
    meta,
    model: { id: model.id, version: model.version },
    title: phrase('report.title'),
    subtitle: phrase('report.subtitle', {
      network: { text: meta.network },
      wave: { text: meta.wave },
      date: { date: meta.date }
    }),
    blocks: [...writeDemoNote(meta), ...blocks]
  };
}

export function writeDemoNote(meta: ReportMeta): Block[] {
  return meta.demo ? [{ kind: 'note', id: 'demo', tone: 'demo', text: phrase('report.demo') }] : [];
}

function writeChapters(draft: Draft, meta: ReportMeta, rejected: readonly string[]): Block[] {
  // a model may score in points only
  const leveled = draft.model.levels.length > 1;
  draft.heading('chapter-how', phrase('chapter.how'));
  writeHow(draft, meta);
  writeCoverage(draft);
  writeLimits(draft);
  draft.heading('chapter-stand', phrase('chapter.stand'));
  if (leveled) {
    writeLevels(draft);
    writeByClass(draft);
    writeDimensions(draft);
    writeHeat(draft);
  }
  writeCriteria(draft);
  if (leveled) writeAreas(draft);
  draft.heading('chapter-barriers', phrase('chapter.barriers'));
  writeBarriers(draft);
  draft.heading('chapter-helps', phrase('chapter.helps'));
  writeHelps(draft);
  draft.heading('chapter-change', phrase('chapter.change'));
  writeChange(draft);
  draft.heading('chapter-proposals', phrase('chapter.proposals'));
  const proposed = writeProposals(draft, rejected);
  draft.heading('chapter-next', phrase('chapter.next'));
  writeNext(draft, proposed);
  draft.heading('annex', phrase('chapter.annexes'));
  writeAnnexTables(draft);
  writeAnnexMethod(draft);
  writeAnnexModel(draft);
  return [...writeSummary(draft), ...draft.blocks];
}

function writeSummary(draft: Draft): Block[] {
  const told = new Map<string, number>();
  return [
    { kind: 'heading', id: 'summary', level: 2, text: phrase('summary.heading') },
    { kind: 'paragraph', id: 'summary-labels', text: phrase('summary.labels') },
    ...draft.headlines.map(({ about, basis, text, sources }): Block => {
      // by what it is about and not by its place, so that one left out stays the same with new numbers
      const again = (told.get(about) ?? 0) + 1;
      told.set(about, again);
      const id = again === 1 ? `summary-${about}` : `summary-${about}-${again}`;
      return { kind: 'finding', id, basis, text, sources, about };
    })
  ];
}

function writeTooFew(aggregates: Extract<Aggregates, { status: 'too-few' }>): Block[] {
  const nobody = aggregates.because === 'nobody-answered';
  const threshold = { threshold: { number: aggregates.threshold } };
  return [
    {
      kind: 'heading',
      id: 'too-few',
      level: 2,
      text: phrase(nobody ? 'too-few.heading-none' : 'too-few.heading-some')
    },
    {
      kind: 'note',
      id: 'too-few-text',
      tone: 'withheld',
      text: phrase(nobody ? 'too-few.text-none' : 'too-few.text-some', threshold)
    }
  ];
}
