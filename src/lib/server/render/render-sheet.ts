import type { SheetDimension, SheetFacts } from '$lib/domain/assessment/result-sheet';
import type { ModelText } from '$lib/domain/model/types';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, type Result } from '$lib/domain/shared/result';
import { compilePdf, dateParts, fontFamily, REGIONS } from './compile-pdf';
import { type PrintKey, sayDay, sayPrint } from './print-words';
import template from './sheet.typ?raw';
import { drawTrail } from './trail-svg';

/** By dimension: where the others are; null where too few have answered. */
export interface SheetComparison {
  compared: number;
  dimensions: Record<string, { level: number; middle: [low: number, high: number] | null } | null>;
}

export interface SheetInput {
  locale: Locale;
  facts: SheetFacts;
  levels: number[];
  text: ModelText;
  modelVersion: string;
  municipality: string;
  network: string;
  wave: string;
  demo: boolean;
  mode: 'self' | 'assisted' | 'shared';
  submitted: boolean;
  /** ISO: when it was submitted, or for a draft when it was last changed. */
  date: string;
  /** Absent: no comparison was asked for. `withheld`: too few to compare with. */
  comparison?: SheetComparison | 'withheld';
}

/** Sizes of type in points, largest first: the first that fits on one page. Below 8 points nobody reads it. */
const SIZES = [11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8];

/**
 * The result of one municipality for a council meeting, as tagged PDF (PDF/UA-1) on one page: the type shrinks until it
 * fits. The same facts give the same bytes. A model with far more dimensions than ours may need a second page.
 *
 * Errors: `no-glyph` (a name has a character that the typeface lacks).
 */
export async function renderSheet(input: SheetInput): Promise<Result<{ pdf: Buffer; pages: number; size: number }>> {
  const sheet = wordSheet(input);
  let last: Result<{ pdf: Buffer; pages: number; size: number }> | undefined;
  for (const size of SIZES) {
    const made = compilePdf(template, { sheet: { ...sheet, size } });
    if (!made.ok) return made;
    last = ok({ pdf: made.value.pdf, pages: made.value.pages, size });
    if (made.value.pages === 1) return last;
  }
  return last!;
}

function wordSheet(input: SheetInput) {
  const { locale, facts, text, municipality, comparison } = input;
  const say = (key: PrintKey, values?: Record<string, string | number>) => sayPrint(locale, key, values);
  const date = sayDay(locale, input.date);
  const levelName = (level: number) => text.levels[level]?.name ?? '';
  const model = say('model', { model: text.name, version: input.modelVersion });
  const peers = comparison && comparison !== 'withheld' ? comparison : null;
  return {
    locale,
    region: REGIONS[locale],
    font: fontFamily(),
    date: dateParts(input.date),
    title: say('sheet.title', { municipality }),
    heading: wordHeading(input),
    context: say(input.submitted ? 'sheet.context.submitted' : 'sheet.context.draft', {
      municipality,
      wave: input.wave,
      date
    }),
    lead: wordLead(input),
    demo: input.demo ? say('demo') : null,
    profile: say('sheet.profile'),
    profileNote: say('sheet.profile.note'),
    columns: [say('sheet.dimension'), say('sheet.trail'), say('sheet.level'), ...(peers ? [say('sheet.peers')] : [])],
    rows: facts.dimensions.map((dimension) => ({
      name: text.dimensions[dimension.id]?.name ?? dimension.id,
      trail:
        dimension.state === 'level' || dimension.state === 'open'
          ? drawTrail(input.levels, dimension.level, dimension.upTo)
          : null,
      alt: wordTrail(input, dimension),
      level: wordLevel(input, dimension),
      ...(peers && { peers: wordPeers(locale, peers.dimensions[dimension.id] ?? null) })
    })),
    peersNote: peers
      ? say('sheet.peers.note', { compared: peers.compared })
      : comparison === 'withheld'
        ? say('sheet.peers.withheld')
        : null,
    moves: say('sheet.moves'),
    movesLead:
      facts.steps.length === 0
        ? say('sheet.moves.none')
        : [facts.shortest && say('sheet.moves.shortest', facts.shortest), say('sheet.moves.next')]
            .filter(Boolean)
            .join(' '),
    steps: facts.steps.map((step) => {
      const statement = text.criteria[step.criterion]?.statement ?? step.criterion;
      const dimension = text.dimensions[step.dimension]?.name ?? step.dimension;
      return {
        title: step.findOut ? say('sheet.step.find-out', { statement }) : statement,
        where: step.lifts
          ? say('sheet.step.lifts', { dimension, ...step.lifts })
          : say('sheet.step.towards', { dimension, level: step.level }),
        effort: say(`effort.${step.effort}`)
      };
    }),
    rests: say('sheet.rests'),
    basis: wordBasis(input),
    foot: say('sheet.foot', { network: input.network, model })
  };

  function wordHeading({ facts: { headline, overall } }: SheetInput): string {
    if (headline) return say('sheet.headline', { municipality, ...headline });
    if (overall.level === null && overall.score !== null)
      return say('sheet.headline.score', { municipality, score: overall.score });
    return say('sheet.headline.start', { municipality });
  }

  function wordLead({ facts: { overall }, mode }: SheetInput): string {
    const parts: string[] = [];
    if (overall.level !== null) {
      parts.push(say('sheet.together', { level: overall.level, name: levelName(overall.level) }));
      if (overall.upTo !== null && overall.upTo > overall.level)
        parts.push(say('sheet.together.up-to', { level: overall.upTo }));
      const about = text.levels[overall.level]?.description;
      if (about) parts.push(about);
    }
    if (mode !== 'self') parts.push(say(`sheet.${mode}`));
    return parts.join(' ');
  }
}

function wordLevel({ locale, text }: SheetInput, { state, level, upTo, score }: SheetDimension): string {
  if (state === 'left-out') return sayPrint(locale, 'sheet.level.left-out');
  if (state === 'open') return sayPrint(locale, 'sheet.level.open');
  if (state === 'score' || level === null) return sayPrint(locale, 'sheet.level.score', { score: score ?? 0 });
  const name = text.levels[level]?.name ?? '';
  return upTo !== null && upTo > level
    ? sayPrint(locale, 'sheet.level.range', { level, name, upTo })
    : sayPrint(locale, 'sheet.level.is', { level, name });
}

function wordTrail({ locale, levels }: SheetInput, { level, upTo }: SheetDimension): string {
  const of = levels.length;
  if (level === null) return sayPrint(locale, 'sheet.trail.open', { of });
  return upTo !== null && upTo > level
    ? sayPrint(locale, 'sheet.trail.range', { of, level, upTo })
    : sayPrint(locale, 'sheet.trail.is', { of, level });
}

function wordPeers(locale: Locale, peers: SheetComparison['dimensions'][string]): string {
  if (!peers) return sayPrint(locale, 'sheet.peers.none');
  const [low, high] = peers.middle ?? [peers.level, peers.level];
  return low === high
    ? sayPrint(locale, 'sheet.peers.same', { low })
    : sayPrint(locale, 'sheet.peers.is', { low, high });
}

function wordBasis({ locale, facts }: SheetInput): string {
  const { answered, total, dontKnow, evidence, oldest, stale, unconfirmed } = facts;
  return [
    sayPrint(locale, 'sheet.answered', { answered, total }),
    dontKnow > 0 && sayPrint(locale, 'sheet.dont-know', { count: dontKnow }),
    evidence.expected > 0 && sayPrint(locale, 'sheet.evidence', evidence),
    oldest && sayPrint(locale, 'sheet.ages', { oldest: sayDay(locale, oldest) }),
    oldest &&
      (stale > 0 ? sayPrint(locale, 'sheet.ages.stale', { count: stale }) : sayPrint(locale, 'sheet.ages.fresh')),
    unconfirmed > 0 && sayPrint(locale, 'sheet.unconfirmed', { count: unconfirmed })
  ]
    .filter(Boolean)
    .join(' ');
}
