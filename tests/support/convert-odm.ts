import type { AnswerSheet, AnswerValue, Criterion, MaturityModel } from '$lib/domain/model/types';
import Papa from 'papaparse';
import { buildModel } from '../builders/model';

/** One country's answers: points by question, and the totals the file itself states. */
export interface OdmAnswers {
  points: Map<string, number>;
  /** Which of the four dimensions a question belongs to, as `D1` to `D4`. */
  dimensionOf: Map<string, string>;
  total: number;
  byDimension: Map<string, number>;
}

const rowsOf = (csv: string) => Papa.parse<string[]>(csv, { delimiter: ';' }).data;

/** Question to the most points it can earn; null for questions without points. */
export function readOdmWeights(csv: string): Map<string, number | null> {
  const rows = rowsOf(csv).slice(1);
  return new Map(
    rows.flatMap(([id, weight]) => (id && weight ? [[id, weight === 'N/A' ? null : Number(weight)] as const] : []))
  );
}

/** The columns ID and Score of a country's simplified file: totals in the rows TotalScore and D1 to D4. */
export function readOdmAnswers(csv: string, weights: ReadonlyMap<string, number | null>): OdmAnswers {
  const read: OdmAnswers = { points: new Map(), dimensionOf: new Map(), total: NaN, byDimension: new Map() };
  let dimension = '';
  for (const row of rowsOf(csv).slice(1)) {
    const [id = '', score = ''] = [row[0], row.at(-1)];
    if (id === 'TotalScore') read.total = Number(score);
    if (/^D[1-4]$/.test(id)) {
      dimension = id;
      read.byDimension.set(id, Number(score));
    }
    if (!weights.has(id)) continue;
    read.dimensionOf.set(id, dimension);
    if (score !== 'N/A') read.points.set(id, Number(score));
  }
  return read;
}

/**
 * The questionnaire as a model under the rule `points`. A question with no more than one grade between nothing and all is
 * one criterion (`partly`); one with more is a criterion for each grade, worth the difference to the grade below, as
 * docs/scoring.md says. The grades are those the countries earned: the published files state no others.
 */
export function convertOdm(weights: ReadonlyMap<string, number | null>, countries: readonly OdmAnswers[]) {
  const criteria: (Pick<Criterion, 'id' | 'dimension' | 'level'> & Partial<Criterion>)[] = [];
  const gradesOf = new Map<string, number[]>();
  for (const [id, weight] of weights) {
    const dimension = countries[0]!.dimensionOf.get(id)!;
    const shape = { dimension, level: 0 } as const;
    if (!weight) {
      // asked, and worth nothing
      criteria.push({ ...shape, id, kind: 'advice' });
      continue;
    }
    const earned = countries.map(({ points }) => points.get(id) ?? 0).filter((points) => points > 0);
    const grades = [...new Set([...earned, weight])].sort((a, b) => a - b);
    gradesOf.set(id, grades);
    const [lowest = 0] = grades;
    if (grades.length <= 2)
      criteria.push({ ...shape, id, points: { yes: weight, partly: grades.length === 2 ? lowest : 0, no: 0 } });
    else
      grades.forEach((grade, i) =>
        criteria.push({
          ...shape,
          id: `${id}-${i + 1}`,
          points: { yes: grade - (grades[i - 1] ?? 0), partly: 0, no: 0 }
        })
      );
  }
  const dimensions = ['D1', 'D2', 'D3', 'D4'].map((id) => ({ id }));
  const model: MaturityModel = buildModel(criteria, {
    ...{ id: 'odm-2023', version: '2023.0.0', rule: { kind: 'points' }, levels: [0], dimensions }
  });

  const answersOf = ({ points }: OdmAnswers): AnswerSheet => {
    const answers: Record<string, AnswerValue> = {};
    for (const [id, grades] of gradesOf) {
      const earned = points.get(id) ?? 0;
      if (grades.length <= 2) answers[id] = earned === grades.at(-1) ? 'yes' : earned === 0 ? 'no' : 'partly';
      else grades.forEach((grade, i) => (answers[`${id}-${i + 1}`] = earned >= grade ? 'yes' : 'no'));
    }
    return answers;
  };
  return { model, answersOf };
}
