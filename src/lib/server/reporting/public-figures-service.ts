import type { Actor } from '$lib/domain/identity/actor';
import { SCREEN_PALETTE } from '$lib/domain/reporting/charts/palette';
import {
  type ChosenFigure,
  chooseFigure,
  type FigureOption,
  type FigureQuery
} from '$lib/domain/reporting/figures/choose-figure';
import { FACETS, type Facet } from '$lib/domain/reporting/figures/figure-entries';
import { nameThing } from '$lib/domain/reporting/figures/figure-names';
import { wordFigure } from '$lib/domain/reporting/figures/word-figure';
import { joinText, wordParam } from '$lib/domain/reporting/word';
import type { WordedTable } from '$lib/domain/reporting/worded-report';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { readPublishedEdition } from './edition-store';
import { type EditionFacts, editionWording, factsOf, PHONE_WIDTH, renameIds, SCREEN_WIDTH } from './edition-words';
import { renderOnce } from './render-once';

/** An option with what it is called in the reader's language; null where the page has a word for it. */
export interface NamedOption extends FigureOption {
  label: string | null;
  /** The dimension that a criterion stands in, for a list of many. */
  group: string | null;
}

export interface ShownFigure {
  edition: EditionFacts;
  /** Null where the edition has no tables: it was published before tables were kept, or too few had answered. */
  figure: {
    title: string;
    finding: string | null;
    chart: { summary: string; svg: string; phone: string } | null;
    tables: WordedTable[];
    view: 'chart' | 'table';
    query: string;
    asAsked: boolean;
    options: Record<Facet | 'view', NamedOption[]>;
    /** What programs and other sites ask for the same by. */
    tableIds: string[];
    /** Rounded numbers are said to be. */
    roundedTo: number | null;
  } | null;
}

type Shown = NonNullable<ShownFigure['figure']>;

/** All figures of an edition of the newest model, in three languages, have room. */
export const MOST_FIGURES = 1600;
const drawings = renderOnce<Pick<Shown, 'title' | 'finding' | 'chart' | 'tables'>>('here', MOST_FIGURES);

/**
 * What the dashboard shows at an address: it only ever selects among the tables the edition published.
 *
 * Errors: those of `readPublishedEdition` and of `renderOnce`.
 *
 * @param input.from address of whoever asks
 */
export async function readFigure(
  app: App,
  _actor: Actor,
  input: { id: string; locale: Locale; query: FigureQuery; from?: string }
): Promise<Result<ShownFigure>> {
  const found = await readPublishedEdition(app, input.id, input.from);
  if (!found.ok) return found;
  const edition = found.value;
  const { aggregates, model, material } = edition.content;
  const facts = factsOf(edition);
  if (aggregates.status !== 'ready') return ok({ edition: facts, figure: null });
  const chosen = chooseFigure(aggregates.tables, input.query);
  if (!chosen) return ok({ edition: facts, figure: null });
  const { view, query, asAsked, entry } = chosen;
  const wording = editionWording(edition, input.locale);
  const naming = { model, counties: material.countyNames };
  // what can be shown is bounded by the tables there are, so this cannot be filled by asking
  const key = `${edition.id} ${edition.sha256} ${input.locale} ${query.replace('&view=table', '')}`;
  const draw = async () => {
    const { chart, ...worded } = wordFigure(entry, aggregates, naming, wording);
    const svg = chart?.draw(SCREEN_WIDTH, SCREEN_PALETTE);
    const phone = chart && renameIds(chart.draw(PHONE_WIDTH, SCREEN_PALETTE));
    return ok({ ...worded, chart: chart && { summary: chart.summary, svg: svg!, phone: phone! } });
  };
  const drawn = await drawings(app, key, draw, input.from);
  if (!drawn.ok) return drawn;
  const nameOf = (id: string) => joinText(wordParam(nameThing(id, naming), wording));
  return ok({
    edition: facts,
    figure: {
      ...{ ...drawn.value, view, query, asAsked },
      options: nameOptions(chosen, nameOf, groupOf(edition, input.locale)),
      tableIds: entry.tables.map(({ id }) => id),
      roundedTo: aggregates.roundedTo ?? null
    }
  });
}

type Content = Parameters<typeof editionWording>[0];

/** Criteria are many: they are listed by their dimension. */
function groupOf(edition: Content, locale: Locale): (id: string) => string | null {
  const { model } = edition.content;
  const dimensionOf = new Map(model.criteria.map(({ id, dimension }) => [id, dimension]));
  const names = editionWording(edition, locale).model.dimensions;
  return (id) => names[dimensionOf.get(id) ?? '']?.name ?? null;
}

function nameOptions(
  { options }: ChosenFigure,
  nameOf: (id: string) => string,
  groupOf: (id: string) => string | null
): Record<Facet | 'view', NamedOption[]> {
  const named = (facet: Facet | 'view') =>
    options[facet].map((option): NamedOption => ({
      ...option,
      label: facet === 'of' && option.value !== null ? nameOf(option.value) : null,
      group: facet === 'of' && option.value !== null ? groupOf(option.value) : null
    }));
  return {
    ...(Object.fromEntries(FACETS.map((facet) => [facet, named(facet)])) as Record<Facet, NamedOption[]>),
    view: named('view')
  };
}
