/**
 * Rounds prices found for weights multiplied by `scale` to prices for the weights themselves, in place, so that they are
 * right exactly where they were right to within epsilon: if epsilon times the number of nodes is below `scale`, there is a
 * number between 0 and 1 after which no price's fraction lies within epsilon / scale. Rounding there keeps every
 * comparison with a whole number that held to within epsilon. Otherwise the widest such space is taken.
 *
 * Source: potentials of an epsilon-optimal flow, Bertsekas & Eckstein, "Dual coordinate step methods for linear network
 * flow problems", Mathematical Programming 42 (1988), made whole by one cut through their fractions.
 *
 * @example
 * const [mentee, mentor] = [Float64Array.of(19), Float64Array.of(31)]; // weight 5, times 10, epsilon 1
 * roundPrices(mentee, mentor, 10, 1); // 2 and 3
 */
export function roundPrices(
  menteePrice: Float64Array,
  mentorPrice: Float64Array,
  scale: number,
  epsilon: number
): void {
  if (scale === 1) return;
  const count = menteePrice.length + mentorPrice.length + 1;
  const fractions = new Float64Array(count);
  menteePrice.forEach((price, at) => (fractions[at] = price - scale * Math.floor(price / scale)));
  // an edge compares the one price with the weight less the other: seen from one side the other's sign is turned
  mentorPrice.forEach((price, at) => {
    fractions[menteePrice.length + at] = -price - scale * Math.floor(-price / scale);
  });
  fractions.sort();
  let cut = fractions[0]!;
  let widest = fractions[0]! + scale - fractions[count - 1]!;
  for (let at = 1; at < count; at++) {
    const space = fractions[at]! - fractions[at - 1]!;
    if (space <= widest) continue;
    widest = space;
    cut = fractions[at]!;
  }
  // everything from just below the cut on goes up; half of what the space has to spare stays on either side
  const shift = scale - cut + Math.max(0, Math.ceil((widest - epsilon) / 2) - 1);
  const round = (value: number) => Math.floor((value + shift) / scale) - Math.floor(shift / scale);
  for (let at = 0; at < menteePrice.length; at++) menteePrice[at] = round(menteePrice[at]!);
  for (let at = 0; at < mentorPrice.length; at++) mentorPrice[at] = -round(-mentorPrice[at]!);
}
