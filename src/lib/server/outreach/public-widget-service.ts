import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import type { PublicCoverage } from '$lib/domain/outreach/public-coverage';
import { check } from '$lib/domain/shared/check';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { currentWave } from '../assessment/repository';
import { publicOrigin } from '../shared/origin';
import { today } from '../shared/today';
import { coverageBefore } from './coverage-counts-repository';
import { findPageBySlug } from './public-page-repository';

export interface WidgetFigures {
  network: string;
  /** Of the network, for frames that do not say one. */
  locale: Locale;
  demo: boolean;
  /** Of the network's page, where it is on. */
  address: string | null;
  coverage: PublicCoverage;
  /** ISO date: as it was when this day began. */
  day: string;
}

// audited once for each set of figures: they change once a day
const audited = new WeakMap<App, Map<string, PublicCoverage>>();

/**
 * How far the network has come, as numbers of municipalities that anybody may see. They are those of the morning, so
 * that a number that rises does not say who has just pressed a button.
 *
 * Errors: `not-found`, where the network has not switched it on.
 */
export async function readWidget(app: App, _actor: Actor, input: { slug: string }): Promise<Result<WidgetFigures>> {
  const given = check(z.object({ slug: z.string() }), input);
  if (!given.ok) return given;
  const found = await findPageBySlug(app.db.read, given.value.slug);
  if (!found?.page.widgetOn) return refuse('not-found', 'slug', 'There is nothing to show here.');
  const { page, network } = found;
  const day = today(app);
  const wave = await currentWave(app.db.read, network.id);
  const counts = await coverageBefore(app.db.read, network.id, wave?.id ?? null, day);
  const known = audited.get(app) ?? new Map<string, PublicCoverage>();
  audited.set(app, known);
  const key = JSON.stringify([network.threshold, counts]);
  let coverage = known.get(key);
  if (!coverage) {
    const made = await app.offload('protectCoverage', { counts, threshold: network.threshold });
    if (!made.ok) return made;
    coverage = made.value;
    if (known.size > 100) known.clear();
    known.set(key, coverage);
  }
  return ok({
    network: network.name,
    locale: network.locale,
    demo: network.demo,
    address: page.pageOn ? `${publicOrigin(app.env)}/n/${page.slug}` : null,
    coverage,
    day
  });
}
