/**
 * The value that Student's t with `df` degrees of freedom stays below with probability `p`.
 *
 * Found by bisection on the distribution function, which is the regularised incomplete beta function (NIST Digital Library of
 * Mathematical Functions, 8.17, https://dlmf.nist.gov/8.17), by its continued fraction 8.17.22 and Lentz's method.
 *
 * @param p above 0 and below 1
 * @param df above 0, need not be whole
 *
 * @example
 * studentQuantile(0.975, 9); // 2.262157...
 */
export function studentQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1) || !(df > 0)) throw new Error(`No quantile at probability ${p} with ${df} degrees of freedom`);
  if (p < 0.5) return -studentQuantile(1 - p, df);
  let low = 0;
  let high = 1;
  while (studentBelow(high, df) < p) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-12 * high; step++) {
    const middle = (low + high) / 2;
    if (studentBelow(middle, df) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** For t of 0 and above. */
function studentBelow(t: number, df: number): number {
  return 1 - betaBelow(df / (df + t * t), df / 2, 0.5) / 2;
}

function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // the fraction converges fast only on this side of its mean
  if (x > (a + 1) / (a + b + 2)) return 1 - betaBelow(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logGamma(a) - logGamma(b) + logGamma(a + b)) / a;
  return front / continuedFraction(x, a, b);
}

const TINY = 1e-300;
const away = (value: number) => (Math.abs(value) < TINY ? TINY : value);

function continuedFraction(x: number, a: number, b: number): number {
  let value = 1;
  let c = 1;
  let d = 0;
  for (let i = 1; i < 1000; i++) {
    const m = i >> 1;
    const term =
      i % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + term * d);
    c = away(1 + term / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) return value;
  }
  return value;
}

/** Stirling's series (DLMF 5.11.1) after the argument is raised by the recurrence to 15 or more. */
function logGamma(z: number): number {
  let shift = 0;
  let at = z;
  for (; at < 15; at++) shift += Math.log(at);
  const square = at * at;
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * square)) / square) / square) / at;
  return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - shift;
}
