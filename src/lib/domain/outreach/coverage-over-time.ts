import { COVERAGE_STAGES, type CoverageStage, type StageDays } from './coverage-stages';

export const PERIODS = ['month', 'week'] as const;
export type Period = (typeof PERIODS)[number];

/** One month or week: how many came to a stage for the first time in it, and how many had by its end. */
export interface PeriodCounts {
  /** First day, ISO. Weeks begin on Monday (ISO 8601). */
  from: string;
  added: Record<CoverageStage, number>;
  total: Record<CoverageStage, number>;
}

/** More are not drawn nor read: five years of weeks. */
const MOST_PERIODS = 262;

/**
 * How coverage grew, one entry for every month or week from the first event to `until`, empty ones included. Days after
 * `until` do not count. Where there are more than 262 periods, the last 262; what came before is in their totals.
 *
 * @param until ISO date, its period included
 * @example
 * coverageOverTime([{ ...NO_DAYS, contacted: '2026-09-03', met: '2026-10-01' }], 'month', '2026-10-15')
 * // [{ from: '2026-09-01', added: { contacted: 1, ... }, total: { contacted: 1, met: 0, ... } },
 * //  { from: '2026-10-01', added: { met: 1, ... }, total: { contacted: 1, met: 1, ... } }]
 */
export function coverageOverTime(municipalities: readonly StageDays[], period: Period, until: string): PeriodCounts[] {
  const days = municipalities.map((one) => COVERAGE_STAGES.map((stage) => one[stage]));
  const known = days.flatMap((list) => list.filter((day): day is string => day !== null && day <= until));
  const first = known.reduce<string | null>((least, day) => (least === null || day < least ? day : least), null);
  if (first === null) return [];
  const starts: string[] = [];
  for (let at = startOf(first, period); at <= until; at = nextStart(at, period)) starts.push(at);
  const places = new Map(starts.map((start, at) => [start, at]));
  const added = starts.map(noCounts);
  for (const list of days)
    list.forEach((day, stage) => {
      if (day !== null && day <= until) added[places.get(startOf(day, period))!]![COVERAGE_STAGES[stage]!]++;
    });
  const sum = noCounts();
  return starts
    .map((from, at) => {
      for (const stage of COVERAGE_STAGES) sum[stage] += added[at]![stage];
      return { from, added: added[at]!, total: { ...sum } };
    })
    .slice(-MOST_PERIODS);
}

const noCounts = (): Record<CoverageStage, number> => ({ contacted: 0, replied: 0, met: 0, assessed: 0 });

/** The first day of the month or week a day is in. */
function startOf(day: string, period: Period): string {
  if (period === 'month') return `${day.slice(0, 7)}-01`;
  const at = new Date(`${day}T00:00:00Z`);
  // Sunday is 0
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
  return at.toISOString().slice(0, 10);
}

function nextStart(start: string, period: Period): string {
  const at = new Date(`${start}T00:00:00Z`);
  if (period === 'month') at.setUTCMonth(at.getUTCMonth() + 1);
  else at.setUTCDate(at.getUTCDate() + 7);
  return at.toISOString().slice(0, 10);
}
