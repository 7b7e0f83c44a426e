import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { EffectRow } from '$lib/domain/mentoring/write-effect';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { readEffect, type WaveSaid } from './effect-service';

export interface EffectFigures {
  /** Waves that follow each other, the latest first. */
  periods: { from: WaveSaid; to: WaveSaid }[];
  /** What the figures are of; null where there are no two waves of one model. */
  period: { from: WaveSaid; to: WaveSaid; model: { id: string; version: string } } | null;
  pooled: { periods: number } | null;
  /** No figure is of a group smaller than this. */
  threshold: number;
  /** `stories-only`: too few pairs for figures; `figures`: `rows` has what may leave. */
  kind: 'stories-only' | 'figures';
  rows: EffectRow[];
  /** The row that the page's heading speaks of, chosen beforehand; null where that one may not leave, or there is none. */
  finding: { kind: 'more' | 'less' | 'unclear'; against: EffectRow['against']; outcome: EffectRow['outcome'] } | null;
}

/**
 * Whether mentoring works, as figures that may leave: what the page's files hold, no group under the network's threshold, two
 * decimals. How many there are of whom is left out where it is not in a row.
 *
 * @param input.to the later wave, or `all` for every period together
 */
export async function readEffectFigures(
  app: App,
  actor: Actor,
  input: { networkId: string; to?: string | null }
): Promise<Result<EffectFigures>> {
  const forbidden = authorize(actor, 'round:read', { networkId: input.networkId });
  if (forbidden) return forbidden;
  const read = await readEffect(app, actor, input);
  if (!read.ok) return read;
  const { periods, period, pooled, threshold, result, finding, rows } = read.value;
  const said = finding.kind === 'stories-only' || finding.kind === 'no-comparison' ? null : finding;
  const isIn = said && rows.some(({ against, outcome }) => against === said.against && outcome === said.outcome);
  return ok({
    ...{ periods, period, threshold, rows },
    pooled: pooled && { periods: pooled.periods },
    kind: result.kind === 'stories-only' ? 'stories-only' : 'figures',
    finding: isIn ? { kind: said.kind, against: said.against, outcome: said.outcome } : null
  });
}
