import type { AggregateInput } from './aggregate-types';

const KINDS = { Uint8Array, Uint32Array, Int16Array, Float64Array } as const;
type Kind = keyof typeof KINDS;

/** Stands in JSON for a long array: its bytes, little-endian, in base64. */
interface FrozenArray {
  $array: Kind;
  base64: string;
}

// a piece of whole triples, so that no padding stands in the middle
const PIECE = 3 * 8192;

/**
 * What a report counts, as a value that JSON can hold: long arrays as base64. The same input gives the same value.
 *
 * @example
 * freezeInput({ ...input, wave }) // { model, ..., wave: { mode: { $array: 'Uint8Array', base64: 'AAE=' }, ... } }
 */
export function freezeInput(input: AggregateInput): unknown {
  return freeze(input);
}

function freeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const kind = (Object.keys(KINDS) as Kind[]).find((name) => value instanceof KINDS[name]);
  if (kind) {
    const { buffer, byteOffset, byteLength } = value as Uint8Array;
    return { $array: kind, base64: toBase64(new Uint8Array(buffer, byteOffset, byteLength)) } satisfies FrozenArray;
  }
  if (Array.isArray(value)) return value.map(freeze);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, freeze(one)]));
}

/**
 * The input that a frozen value, read from JSON, was made from. Anything else comes out as whatever it is: whoever keeps
 * it keeps its hash.
 *
 * @example
 * thawInput(JSON.parse(JSON.stringify(freezeInput(input)))) // equals input
 */
export function thawInput(frozen: unknown): AggregateInput {
  return thaw(frozen) as AggregateInput;
}

function thaw(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isFrozen(value)) {
    const bytes = Uint8Array.from(atob(value.base64), (letter) => letter.charCodeAt(0));
    return new KINDS[value.$array](bytes.buffer);
  }
  if (Array.isArray(value)) return value.map(thaw);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, thaw(one)]));
}

function isFrozen(value: object): value is FrozenArray {
  return '$array' in value && 'base64' in value && typeof value.$array === 'string' && value.$array in KINDS;
}

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += PIECE)
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE))));
  return parts.join('');
}
