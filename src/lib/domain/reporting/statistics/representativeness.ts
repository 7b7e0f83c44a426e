/**
 * How far those that answered mirror everybody: 1 where every stratum answered equally often, less the more the response
 * rates differ: R = 1 - 2 S, S the standard deviation of the strata's response rates over all municipalities (Schouten,
 * Cobben and Bethlehem 2009, "Indicators for the representativeness of survey response", Survey Methodology 35).
 *
 * @example
 * responseIndicator([{ population: 50, answered: 25 }, { population: 50, answered: 25 }]) // 1
 * responseIndicator([{ population: 50, answered: 50 }, { population: 50, answered: 0 }]) // 0
 */
export function responseIndicator(strata: readonly { population: number; answered: number }[]): number | null {
  const all = strata.reduce((sum, { population }) => sum + population, 0);
  if (all === 0) return null;
  const mean = strata.reduce((sum, { answered }) => sum + answered, 0) / all;
  const squares = strata.reduce((sum, { population, answered }) => {
    return population > 0 ? sum + population * (answered / population - mean) ** 2 : sum;
  }, 0);
  return 1 - 2 * Math.sqrt(squares / all);
}
