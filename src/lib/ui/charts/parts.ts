/** level-n: a level; a, b, rest: quantities that are not levels; unknown: hatched; withheld: a dashed box. */
export type PartKey = `level-${0 | 1 | 2 | 3 | 4 | 5}` | 'a' | 'b' | 'rest' | 'unknown' | 'withheld';

export interface Part {
  key: PartKey;
  value: number;
  /** Written instead of the value. */
  text?: string;
}

export interface PlacedPart {
  key: PartKey;
  class: string;
  /** In percent of the full width. */
  from: number;
  width: number;
  middle: number;
  text: string;
  /** Wide enough for its number. */
  shown: boolean;
}

/** Percent of a bar as narrow as a phone's. */
const ROOM_FOR_A_NUMBER = 8;
const ROOM_FOR_A_LETTER = 2.6;

/**
 * Lays parts side by side, in percent of the total. Parts of nothing are left out.
 *
 * @example layoutParts([{ key: 'a', value: 1 }, { key: 'rest', value: 3 }]).map((p) => p.width) // [25, 75]
 */
export function layoutParts(parts: readonly Part[], total?: number): PlacedPart[] {
  const whole = total ?? parts.reduce((sum, part) => sum + part.value, 0);
  let from = 0;
  return parts
    .filter((part) => part.value > 0 && whole > 0)
    .map((part) => {
      const width = (100 * part.value) / whole;
      const text = part.text ?? String(part.value);
      const placed: PlacedPart = {
        key: part.key,
        class: part.key.replace('level-', 'l'),
        from,
        width,
        middle: from + width / 2,
        text,
        shown: width >= Math.max(ROOM_FOR_A_NUMBER, text.length * ROOM_FOR_A_LETTER)
      };
      from += width;
      return placed;
    });
}
