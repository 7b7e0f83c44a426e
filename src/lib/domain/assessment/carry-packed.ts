import { type BridgeEntry, weakestOf } from '../model/bridge';
import type { MaturityModel } from '../model/types';
import { CODE } from './answer-codes';
import { indexModel } from './model-index';
import { packByte, unpackByte, VALUE_MASK } from './packed-answers';

/** How packed answers given under one model become those of another. */
export interface PackedCarry {
  /** By place in the newer model: places in the older one whose answers are the answer here; none: not asked then. */
  from: readonly (readonly number[])[];
  /** By place in the newer model, 1 where the older one asked for it. */
  common: Uint8Array<ArrayBuffer>;
  /** By place in the newer model, a bit for each answer that it does not allow there. */
  refused: Uint8Array<ArrayBuffer>;
}

/**
 * Turns a bridge between two models into places. Without a bridge nothing is carried.
 *
 * @example
 * planCarry(old, next, [{ to: 'licence', from: ['first-licence', 'standard-licence'] }]).from; // [[0, 3], [], []]
 */
export function planCarry(old: MaturityModel, next: MaturityModel, carries: readonly BridgeEntry[]): PackedCarry {
  const places = indexModel(old).positions;
  const entries = new Map(carries.map(({ to, from }) => [to, from]));
  const from = next.criteria.map(({ id }) => {
    const old = (entries.get(id) ?? []).map((one) => places.get(one));
    return old.every((place) => place !== undefined) ? old : [];
  });
  const refused = next.criteria.map(
    ({ canBePartly, canBeNotApplicable }) =>
      (canBePartly ? 0 : 1 << CODE.partly) | (canBeNotApplicable ? 0 : 1 << CODE['not-applicable'])
  );
  return {
    from,
    common: Uint8Array.from(from, (places) => (places.length ? 1 : 0)),
    refused: Uint8Array.from(refused)
  };
}

/**
 * One assessment's packed answers under the newer model, as `showUnder` gives them: answered only where all older
 * criteria are, with the weakest of them where the newer model allows that, and confirmed only where all of them are.
 *
 * @param into Where the newer answers go, as many bytes as the newer model has criteria.
 *
 * @example
 * carryPacked(plan, Uint8Array.of(1, 3), into); // into: [3, 0] where the second answers the first and nothing the other
 */
export function carryPacked({ from, refused }: PackedCarry, old: Uint8Array, into: Uint8Array): void {
  for (let place = 0; place < from.length; place++) {
    const sources = from[place]!;
    const [only] = sources;
    const byte = sources.length === 1 ? (old[only!] ?? 0) : sources.length ? weakest(sources, old) : 0;
    into[place] = (refused[place]! >> (byte & VALUE_MASK)) & 1 ? CODE.unanswered : byte;
  }
}

function weakest(sources: readonly number[], old: Uint8Array): number {
  const answers = sources.map((source) => unpackByte(old[source] ?? 0));
  const values = answers.flatMap((answer) => answer?.value ?? []);
  if (values.length < sources.length) return 0;
  const origin = answers.some((answer) => answer?.unconfirmed) ? 'prefill' : 'own';
  return packByte({ value: weakestOf(values) ?? null, origin });
}
