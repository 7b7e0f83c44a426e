import type { Booklet, BookletCriterion } from '$lib/domain/model/booklet';
import type { Locale } from '$lib/domain/shared/locale';
import type { Result } from '$lib/domain/shared/result';
import template from './booklet.typ?raw';
import { compilePdf, dateParts, fontFamily, REGIONS } from './compile-pdf';
import { type PrintKey, sayDay, sayPrint } from './print-words';
import { drawTrail } from './trail-svg';

export interface BookletPrint {
  locale: Locale;
  booklet: Booklet;
  /** ISO: when the model was published. A published version never changes, and neither does its booklet. */
  date: string;
}

/**
 * The roadmap as a booklet, tagged PDF (PDF/UA-1) with bookmarks: its marks, every step with what yes means and how to get
 * there, barriers and what helps, and the templates. The same model gives the same bytes.
 *
 * Errors: `no-glyph` (a text has a character that the typeface lacks).
 */
export async function renderBooklet(input: BookletPrint): Promise<Result<{ pdf: Buffer; pages: number }>> {
  return compilePdf(template, { booklet: wordBooklet(input) });
}

type Say = (key: PrintKey, values?: Record<string, string | number>) => string;

const stepAt = (id: string) => `step-${id}`;
const barrierAt = (id: string) => `barrier-${id}`;
const templateAt = (id: string) => `template-${id}`;

function wordBooklet({ locale, booklet, date }: BookletPrint) {
  const say: Say = (key, values) => sayPrint(locale, key, values);
  const numbers = booklet.levels.map(({ level }) => level);
  const last = numbers.at(-1) ?? 0;
  const model = say('model', { model: booklet.name, version: booklet.version });
  const steps = booklet.dimensions.flatMap(({ levels }) => levels.flatMap(({ criteria }) => criteria));
  const refer = ({ id, statement }: { id: string; statement: string }) => ({ at: stepAt(id), text: statement });
  return {
    locale,
    region: REGIONS[locale],
    font: fontFamily(),
    date: dateParts(date),
    title: booklet.name,
    lead: say('booklet.lead', { dimensions: booklet.dimensions.length, steps: booklet.criteria }),
    edition: say('booklet.edition', { version: booklet.version, date: sayDay(locale, date) }),
    foot: model,
    page: say('page'),
    contents: say('booklet.contents'),
    trail: { svg: drawTrail(numbers, last, null).svg, alt: say('booklet.trail', { of: numbers.length }) },
    marks: {
      heading: say('booklet.marks'),
      lead: say('booklet.marks.lead'),
      levels: booklet.levels.map(({ level, name, description }) => ({
        ...{ svg: drawTrail(numbers, level, null).svg, alt: say('booklet.mark', { level }) },
        ...{ name: say('criteria.level', { level, name }), text: description }
      }))
    },
    reading: {
      heading: say('booklet.reading'),
      points: [say('booklet.reading.step'), say('booklet.reading.tips'), say('booklet.reading.advice')]
    },
    words: {
      ...{ yes: say('criteria.yes-means'), tips: say('booklet.tips'), after: say('booklet.after') },
      ...{ removes: say('booklet.removes'), helps: say('booklet.helps'), none: say('booklet.helps.none') },
      ...{ template: say('booklet.template'), templates: say('booklet.templates') },
      templateOf: say('booklet.template.of')
    },
    dimensions: booklet.dimensions.map(({ name, asks, levels }) => ({
      ...{ name, asks },
      levels: levels.map(({ level, name: of, criteria }) => ({
        name: say('criteria.level', { level, name: of }),
        steps: criteria.map((step) => wordStep(step, say, refer))
      }))
    })),
    barriers: { heading: say('booklet.barriers'), lead: say('booklet.barriers.lead') },
    groups: booklet.barrierGroups.map(({ name, barriers }) => ({
      name,
      barriers: barriers.map(({ id, name: of, description, quote, helpedBy }) => ({
        ...{ at: barrierAt(id), name: of, text: description, helps: helpedBy.map(refer) },
        quote: quote === '' ? '' : say('booklet.quote', { quote })
      }))
    })),
    templates: steps.flatMap(({ criterion, text }) =>
      text.template
        ? [
            {
              at: templateAt(criterion.id),
              title: text.template.title,
              step: { at: stepAt(criterion.id), text: text.statement },
              lines: text.template.body.split('\n').filter((line) => line.trim() !== '')
            }
          ]
        : []
    )
  };
}

function wordStep(
  { criterion, text, after, removes }: BookletCriterion,
  say: Say,
  refer: (one: { id: string; statement: string }) => { at: string; text: string }
) {
  const marks = (tip: { free?: boolean; small?: boolean }) =>
    [...(tip.free ? [say('booklet.tip.free')] : []), ...(tip.small ? [say('booklet.tip.small')] : [])].join('; ');
  return {
    at: stepAt(criterion.id),
    statement: text.statement,
    why: text.why,
    yes: text.yesMeans,
    partly: criterion.canBePartly && text.partlyMeans ? say('criteria.partly-means', { text: text.partlyMeans }) : null,
    notApplicable:
      criterion.canBeNotApplicable && text.notApplicableWhen
        ? say('criteria.not-applicable-when', { text: text.notApplicableWhen })
        : null,
    tips: text.tips.map((tip) => ({ text: tip.text, marks: marks(tip) })),
    work: [
      say(`role.${criterion.role}`),
      say(`effort.${criterion.effort}`),
      ...(criterion.kind === 'advice' ? [say('criteria.advice')] : [])
    ].join(' '),
    evidence: criterion.evidence.kind === 'none' ? null : say(`booklet.evidence.${criterion.evidence.kind}`),
    template: text.template ? { at: templateAt(criterion.id), text: text.template.title } : null,
    after: after.map(refer),
    removes: removes.map(({ id, name }) => ({ at: barrierAt(id), text: name }))
  };
}
