import type { Actor } from '$lib/domain/identity/actor';
import { SCREEN_PALETTE } from '$lib/domain/reporting/charts/palette';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { readPublishedEdition } from './edition-store';
import { findChart, type FoundChart } from './find-chart';
import { type EditionFacts, factsOf, PHONE_WIDTH, renameIds, SCREEN_WIDTH } from './edition-words';
import { reportAddress } from './release-facts-of';

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
 * Errors: `not-found`, where the edition has no such chart.
 */
export async function readEmbeddedChart(
  app: App,
  _actor: Actor,
  input: { id: string; chart: string; locale: Locale }
): Promise<Result<EmbeddedChart>> {
  const found = await readPublishedEdition(app, input.id);
  if (!found.ok) return found;
  const draw = (width: number) => findChart(found.value, input.chart, input.locale, { palette: SCREEN_PALETTE, width });
  const [wide, narrow] = [draw(SCREEN_WIDTH), draw(PHONE_WIDTH)];
  if (!wide || !narrow) return refuse('not-found', 'chart', `This report has no chart "${input.chart}".`);
  const page = reportAddress(app, found.value.id);
  const [path = '', rest = ''] = wide.place.startsWith('#') ? ['', wide.place] : [wide.place, ''];
  const address = `${page}${path}${path.includes('?') ? '&' : '?'}lang=${input.locale}${rest}`;
  return ok({ ...wide, phone: renameIds(narrow.svg), edition: factsOf(found.value), address });
}
