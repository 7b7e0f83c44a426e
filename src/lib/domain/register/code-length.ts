/**
 * How many digits the codes of a file have, or `null` when there is nothing to tell it from.
 *
 * The longest length counts when at least 30 % of the codes have it, since a spreadsheet only ever shortens codes;
 * else the most frequent one, so that a single code with a digit too many does not lengthen all others.
 *
 * @example
 * inferCodeLength(['114', '115', '1280', '1281']) // 4
 */
export function inferCodeLength(codes: string[]): number | null {
  const counts = new Map<number, number>();
  for (const code of codes) if (/^\d+$/.test(code)) counts.set(code.length, (counts.get(code.length) ?? 0) + 1);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0 || total * 2 < codes.length) return null;
  const longest = Math.max(...counts.keys());
  if ((counts.get(longest) ?? 0) >= total * 0.3) return longest;
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? null;
}

/**
 * How many digits county codes have when every municipality's code begins with its county's: 2 for `0114` in county
 * `1`. `null` when some code does not.
 *
 * @example
 * inferCountyLength([{ code: '0114', countyCode: '1' }, { code: '1280', countyCode: '12' }]) // 2
 */
export function inferCountyLength(rows: { code: string; countyCode: string }[]): number | null {
  if (rows.length === 0 || !rows.every((row) => /^\d+$/.test(row.code) && /^\d+$/.test(row.countyCode))) return null;
  const longest = rows.reduce((most, row) => Math.max(most, row.countyCode.length), 0);
  const shortestCode = rows.reduce((least, row) => Math.min(least, row.code.length), Infinity);
  for (let length = longest; length < shortestCode; length++) {
    if (rows.every((row) => row.code.startsWith(row.countyCode.padStart(length, '0')))) return length;
  }
  return null;
}

export type LengthVerdict = 'fits' | 'zeros-lost' | 'wrong';

/**
 * Whether a code has its length, has lost leading zeros, or is another kind of code.
 *
 * Where other codes of the file still have their zeros (`zerosKept`), a code two digits short is no eaten zero: lists of
 * municipalities often have a line per county, `10` above `1060`. A length that was given (`certain`) is not doubted.
 *
 * @example
 * judgeCodeLength('114', 4, { zerosKept: false, certain: false }) // 'zeros-lost'
 */
export function judgeCodeLength(
  code: string,
  length: number,
  { zerosKept, certain }: { zerosKept: boolean; certain: boolean }
): LengthVerdict {
  if (!/^\d+$/.test(code) || code.length === length) return 'fits';
  if (code.length > length) return 'wrong';
  if (certain) return 'zeros-lost';
  if (code.startsWith('0')) return 'wrong';
  return zerosKept && length - code.length > 1 ? 'wrong' : 'zeros-lost';
}
