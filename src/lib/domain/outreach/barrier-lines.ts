import { type BarrierStanding, type Correction, correctionsByEntry, entryId, standingOf } from './corrections';
import type { CONSENTS } from './kinds';

/** A barrier as noted at one meeting. */
export interface Noted {
  raisedId: string;
  barrierId: string;
  severity: number;
  /** ISO date. */
  heldOn: string;
  quote: string;
  /** Null: there is no quote. */
  consent: (typeof CONSENTS)[number] | null;
  /** Where several municipalities met. */
  several: boolean;
}

export interface BarrierLine<C extends Correction> extends Noted {
  standing: BarrierStanding;
  /** All that was said of it, the first one first. */
  corrections: C[];
}

export interface RaisedBarrier<C extends Correction = Correction> {
  barrierId: string;
  /** Open where it is at one of the meetings. */
  state: BarrierStanding['state'];
  /** The worst it was said to be where it stands. */
  severity: number;
  waiting: number;
  /** The latest first. */
  lines: BarrierLine<C>[];
}

const ORDER = { open: 0, overcome: 1, 'taken-back': 2 } as const;

/**
 * What was noted about a municipality, by barrier, with all that was said of it since: open ones first, those that stop
 * everything before the others. Corrections of notes that are not in their meeting any more are in `left`.
 *
 * @example
 * barrierLines([noBudget], [agreedThatNoLonger], norsjo.id).raised[0]?.state // 'overcome'
 */
export function barrierLines<C extends Correction>(
  noted: readonly Noted[],
  corrections: readonly C[],
  municipalityId: string
): { raised: RaisedBarrier<C>[]; left: C[] } {
  const said = correctionsByEntry(corrections.filter((one) => one.municipalityId === municipalityId));
  const groups = new Map<string, BarrierLine<C>[]>();
  for (const one of noted) {
    const id = entryId(one.raisedId, municipalityId);
    const own = (said.get(id) ?? []).sort((a, b) => (a.saidAt < b.saidAt ? -1 : 1));
    said.delete(id);
    const line = { ...one, standing: standingOf(own), corrections: own };
    groups.set(one.barrierId, [...(groups.get(one.barrierId) ?? []), line]);
  }
  const raised = [...groups].map(([barrierId, lines]): RaisedBarrier<C> => {
    const state = lines.map(({ standing }) => standing.state).sort((a, b) => ORDER[a] - ORDER[b])[0] ?? 'open';
    return {
      ...{ barrierId, state },
      severity: Math.max(...lines.filter(({ standing }) => standing.state === state).map(({ severity }) => severity)),
      waiting: lines.reduce((sum, { standing }) => sum + standing.waiting, 0),
      lines: lines.sort((a, b) => (a.heldOn < b.heldOn ? 1 : -1))
    };
  });
  raised.sort(
    (a, b) =>
      ORDER[a.state] - ORDER[b.state] ||
      b.severity - a.severity ||
      b.lines.length - a.lines.length ||
      (a.barrierId < b.barrierId ? -1 : 1)
  );
  return { raised, left: [...said.values()].flat() };
}
