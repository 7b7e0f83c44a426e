import type { MaturityModel } from '../model/types';
import type { Aggregates } from './aggregate-types';
import type { Block, ReportDocument, ReportMeta } from './document';
import { Draft, phrase } from './draft';
import { writeBarriers } from './write-barriers';
import { writeCoverage } from './write-coverage';
import { writeAnnex, writeCriteria } from './write-criteria';
import { writeDimensions } from './write-dimensions';
import { writeLevels } from './write-levels';
import { writeProposals } from './write-proposals';

/**
 * Writes the national report from aggregates: findings, charts and proposals without a language, every number tied to
 * its cell. With too few answers it holds no numbers and says why.
 *
 * @param meta.date ISO instant; the same input always gives the same document.
 *
 * @example
 * buildReport(model, { status: 'too-few', because: 'nobody-answered', threshold: 5 }, meta).blocks
 * // [{ kind: 'heading', id: 'too-few', ... }, { kind: 'note', id: 'too-few-text', ... }]
 */
export function buildReport(model: MaturityModel, aggregates: Aggregates, meta: ReportMeta): ReportDocument {
  const blocks = aggregates.status === 'ready' ? writeChapters(new Draft(model, aggregates)) : writeTooFew(aggregates);
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
    blocks: [
      ...(meta.demo ? [{ kind: 'note', id: 'demo', tone: 'demo', text: phrase('report.demo') } as const] : []),
      ...blocks
    ]
  };
}

function writeChapters(draft: Draft): Block[] {
  writeCoverage(draft);
  // a model may score in points only
  if (draft.model.levels.length > 1) {
    writeLevels(draft);
    writeDimensions(draft);
  }
  writeCriteria(draft);
  writeBarriers(draft);
  writeProposals(draft);
  writeMethod(draft);
  writeAnnex(draft);
  const summary: Block[] = [
    { kind: 'heading', id: 'summary', level: 2, text: phrase('summary.heading') },
    ...draft.headlines.map(({ about, basis, text, sources }, index): Block => {
      const id = `summary-${index + 1}`;
      return { kind: 'finding', id, basis, text, sources, about };
    })
  ];
  return [...summary, ...draft.blocks];
}

function writeMethod(draft: Draft): void {
  const { model, aggregates } = draft;
  draft.heading('method', phrase('method.heading'));
  draft.paragraph('method-exact', phrase('method.exact'));
  draft.paragraph(
    'method-self',
    phrase('method.self', { model: { term: 'model', id: model.id }, version: { text: model.version } })
  );
  if (model.rule.kind === 'staged') draft.paragraph('method-staged', phrase('method.staged'));
  draft.paragraph('method-protection', phrase('method.protection', { most: { number: aggregates.threshold - 1 } }));
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
