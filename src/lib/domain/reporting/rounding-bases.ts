/**
 * Bases that counts may be rounded to. None below the threshold: a count from 1 to the threshold less 1 is then no
 * multiple, so what is shown for it is 0 or the threshold or more, a number that would be published as it is; and since the
 * table shown is one that could be true, nobody can rule out that it is (docs/disclosure.md).
 */
export const ROUNDING_BASES = [3, 5, 10] as const;
