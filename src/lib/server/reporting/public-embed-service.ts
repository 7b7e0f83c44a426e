import type { Actor } from '$lib/domain/identity/actor';
import { SCREEN_PALETTE } from '$lib/domain/reporting/charts/palette';
import type { PublishedEdition } from '$lib/domain/reporting/edition';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { readPublishedEdition } from './edition-store';
import { findChart, type FoundChart } from './find-chart';
import { type EditionFacts, factsOf, PHONE_WIDTH, renameIds, SCREEN_WIDTH } from './edition-words';
import { reportAddress } from './release-facts-of';
import { renderOnce } from './render-once';

export interface EmbeddedChart extends FoundChart {
  edition: EditionFacts;
  /** Drawn for a narrow frame. */
  phone: string;
  /** Where it stands with us, to be followed from another site. */
  address: string;
}

/**
 * One chart of a published edition for a frame on another site.
 *
 * Errors: `not-found`, where the edition has no such chart; those of `renderOnce`.
 *
 * @param input.from address of whoever asks
 */
export async function readEmbeddedChart(
  app: App,
  _actor: Actor,
  input: { id: string; chart: string; locale: Locale; from?: string }
): Promise<Result<EmbeddedChart>> {
  const found = await readPublishedEdition(app, input.id, input.from);
  if (!found.ok) return found;
  const { id, sha256 } = found.value;
  const { chart, locale } = input;
  const key = `${id} ${sha256} ${locale} ${chart}`;
  const drawn = await drawings(app, key, async () => draw(found.value, chart, locale), input.from);
  if (!drawn.ok) return drawn;
  const { place } = drawn.value;
  const page = reportAddress(app, id);
  const [path = '', rest = ''] = place.startsWith('#') ? ['', place] : [place, ''];
  const address = `${page}${path}${path.includes('?') ? '&' : '?'}lang=${locale}${rest}`;
  return ok({ ...drawn.value, edition: factsOf(found.value), address });
}

/** A good part of what an edition has; each is some tens of kilobytes. */
const drawings = renderOnce<FoundChart & { phone: string }>('here', 100);

function draw(edition: PublishedEdition, chart: string, locale: Locale): Result<FoundChart & { phone: string }> {
  const find = (width: number) => findChart(edition, chart, locale, { palette: SCREEN_PALETTE, width });
  const [wide, narrow] = [find(SCREEN_WIDTH), find(PHONE_WIDTH)];
  if (!wide || !narrow) return refuse('not-found', 'chart', `This report has no chart "${chart}".`);
  return ok({ ...wide, phone: renameIds(narrow.svg) });
}
