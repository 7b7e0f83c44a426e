/** The parts of "1.2.3"; numbers beyond what a computer counts exactly are cut off. */
function partsOf(version: string): [number, number, number] {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return [major, minor, patch];
}

/**
 * Below 0 where the first version is older, above where it is newer. By number, not by letter: 1.10.0 is newer than 1.9.0.
 *
 * @example
 * ['1.10.0', '1.9.2'].sort(compareVersions); // ['1.9.2', '1.10.0']
 */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [partsOf(a), partsOf(b)];
  return x[0] - y[0] || x[1] - y[1] || x[2] - y[2];
}

/**
 * The version proposed for an edited model: the next minor one after the highest there is (Semantic Versioning 2.0.0).
 *
 * @example
 * proposeVersion(['1.0.0', '1.2.3']); // '1.3.0'
 */
export function proposeVersion(existing: readonly string[]): string {
  const highest = [...existing].sort(compareVersions).at(-1);
  if (highest === undefined) return '1.0.0';
  const [major, minor] = partsOf(highest);
  return `${major}.${minor + 1}.0`;
}
