/**
 * What is said of a noted barrier afterwards. By the municipality: it is `wrong`, not like this (`otherwise`), `no-longer`
 * so. By the network: `overcome`, or `still` there. By either: the quote may not be used any more.
 */
export const CORRECTION_KINDS = ['wrong', 'otherwise', 'no-longer', 'overcome', 'still', 'withdraw-quote'] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];
/** What waits for the coordinator: the others hold from the moment they are said. */
export const TO_SETTLE = ['wrong', 'otherwise', 'no-longer'] as const satisfies readonly CorrectionKind[];
/** Which side says what; consent may be withdrawn by both. */
export const KINDS_OF_SIDE = {
  municipality: ['wrong', 'otherwise', 'no-longer', 'withdraw-quote'],
  network: ['overcome', 'still', 'withdraw-quote']
} as const satisfies Record<string, readonly CorrectionKind[]>;
export type CorrectionSide = keyof typeof KINDS_OF_SIDE;
/** What the coordinator made of it: it is so now, or the note stays as it was and this beside it. */
export const SETTLEMENTS = ['agreed', 'kept'] as const;
export type Settlement = (typeof SETTLEMENTS)[number];

/** One correction, never changed or removed; it stays beside the note. */
export interface Correction {
  id: string;
  /** The barrier as noted in a meeting. */
  raisedId: string;
  municipalityId: string;
  /** The model's barrier, as it stood then. */
  barrierId: string;
  kind: CorrectionKind;
  /** Own words; may be empty. */
  text: string;
  side: CorrectionSide;
  by: string;
  byName: string;
  /** By the author's clock. */
  saidAt: string;
  /** By the server's clock, and so what decides the order; null: waits for the coordinator. */
  settledAt: string | null;
  settledByName: string;
  settled: Settlement | null;
  /** The coordinator's words to it. */
  answer: string;
}

export const BARRIER_STATES = ['open', 'overcome', 'taken-back'] as const;
export type BarrierState = (typeof BARRIER_STATES)[number];

export interface BarrierStanding {
  state: BarrierState;
  /** What made it so; null where it stands as it was noted. */
  because: Correction | null;
  /** Corrections the coordinator has not settled. */
  waiting: number;
  quoteWithdrawn: boolean;
}

const STATE_BY: Partial<Record<CorrectionKind, BarrierState>> = {
  wrong: 'taken-back',
  'no-longer': 'overcome',
  overcome: 'overcome',
  still: 'open'
};

/** @example needsSettling('overcome') // false: a coordinator says it, and nobody has to agree */
export function needsSettling(kind: CorrectionKind): boolean {
  return (TO_SETTLE as readonly CorrectionKind[]).includes(kind);
}

/**
 * Where a noted barrier stands after all that was said of it: the last that was agreed counts, in whatever order they
 * arrive. Consent that was withdrawn once stays withdrawn: whoever wants to be quoted says something new.
 *
 * @param corrections of this barrier and municipality
 * @example
 * standingOf([{ ...said, kind: 'no-longer', settled: null, settledAt: null }])
 * // { state: 'open', because: null, waiting: 1, quoteWithdrawn: false }
 */
export function standingOf(corrections: readonly Correction[]): BarrierStanding {
  let because: Correction | null = null;
  for (const one of corrections)
    if (one.settled === 'agreed' && STATE_BY[one.kind] && (!because || isLater(one, because))) because = one;
  return {
    state: (because && STATE_BY[because.kind]) ?? 'open',
    because,
    waiting: corrections.filter(({ kind, settledAt }) => needsSettling(kind) && settledAt === null).length,
    quoteWithdrawn: corrections.some(({ kind }) => kind === 'withdraw-quote')
  };
}

function isLater(a: Correction, b: Correction): boolean {
  const [first, second] = [a.settledAt ?? '', b.settledAt ?? ''];
  return first === second ? a.id > b.id : first > second;
}

/** Corrections of each noted barrier of each municipality, by `entryId`. */
export function correctionsByEntry<T extends Pick<Correction, 'raisedId' | 'municipalityId'>>(
  corrections: readonly T[]
): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of corrections) {
    const id = entryId(one.raisedId, one.municipalityId);
    const list = found.get(id);
    if (list) list.push(one);
    else found.set(id, [one]);
  }
  return found;
}

/**
 * The id of a line in the ledger, the same for ever: a barrier raised where several municipalities met is one line for
 * each of them.
 *
 * @example
 * entryId('0198-raised', '0198-place') // '0198-raised.0198-place'
 */
export const entryId = (raisedId: string, municipalityId: string): string => `${raisedId}.${municipalityId}`;
