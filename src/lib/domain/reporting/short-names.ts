/** Words that all areas of a country share and that therefore say nothing. */
const SAID_BY_ALL = /^(län|county|provincie|province|region|kreis|maakunta|of|de|den|der|of the)$/i;
const LONGEST = 3;

/**
 * A short name for each of these, no two alike: the first letters, and where names begin alike, the first letter and
 * those from where they differ. In the order given.
 *
 * @example
 * shortNames(['Skåne län', 'Västmanlands län', 'Västerbottens län']) // ['Skå', 'Vma', 'Veb'] is what they become, or alike
 */
export function shortNames(names: readonly string[]): string[] {
  const bare = names.map((name) => {
    const words = name.split(/[\s-]+/).filter((word) => word && !SAID_BY_ALL.test(word));
    return (words.join('') || name.replaceAll(/\s/g, '')) as string;
  });
  const taken = new Set<string>();
  return bare.map((name, own) => {
    const others = bare.filter((_, other) => other !== own);
    for (const short of candidates(name, others)) {
      if (taken.has(short)) continue;
      taken.add(short);
      return short;
    }
    const numbered = `${[...name][0] ?? ''}${own + 1}`;
    taken.add(numbered);
    return numbered;
  });
}

function* candidates(name: string, others: readonly string[]): Iterable<string> {
  const letters = [...name];
  const start = letters.slice(0, LONGEST).join('');
  if (!others.some((other) => [...other].slice(0, LONGEST).join('') === start)) yield start;
  const rival = others
    .map((other) => sharedLength(letters, [...other]))
    .reduce((longest, length) => Math.max(longest, length), 0);
  for (let at = Math.max(rival, 1); at < letters.length; at++)
    yield letters[0]! + letters.slice(at, at + LONGEST - 1).join('');
  for (let at = 1; at < rival; at++) yield letters[0]! + letters.slice(at, at + LONGEST - 1).join('');
}

function sharedLength(one: readonly string[], other: readonly string[]): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
