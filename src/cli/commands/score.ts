import { readAnswers } from '$lib/domain/assessment/read-answers';
import type { AssessmentResult, LevelRange } from '$lib/domain/assessment/result-types';
import { scoreAssessment } from '$lib/domain/assessment/score-assessment';
import { readScorableModel } from '$lib/domain/model/validate';
import type { AnswerSheet, MaturityModel } from '$lib/domain/model/types';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { decodeText } from '$lib/domain/shared/table/decode';
import { shippedModels } from '$lib/server/model/seed';
import { defineCommand, UsageError } from '../command';
import { readGivenFile } from '../read-file';
import { readModelFiles } from '../read-model';

interface Input {
  model: MaturityModel;
  answers: AnswerSheet;
}

/** A model that ships with the program, by id or id@version, else a file. */
async function findModel(given: string): Promise<Result<MaturityModel>> {
  const shipped = shippedModels.map(({ model }) => model);
  const known = shipped.findLast(({ id, version }) => given === id || given === `${id}@${version}`);
  if (known) return ok(known);
  const names = shipped.map(({ id, version }) => `${id}@${version}`).join(', ');
  if (shipped.some(({ id }) => given.startsWith(`${id}@`)))
    return refuse(
      'unknown-model',
      'model',
      `There is no model "${given}" in this program - those there are: ${names}.`
    );
  const files = await readModelFiles([given], 'model');
  if (files.ok) return readScorableModel(files.value.model);
  const missing = files.problems[0]?.code === 'file-missing';
  return missing
    ? refuse(
        'unknown-model',
        'model',
        `There is neither a file nor a model "${given}" - the models in this program are ${names}.`
      )
    : files;
}

export const scoreCommand = defineCommand<Input, AssessmentResult>({
  name: 'score',
  summary: 'Score answers by a maturity model; needs no database',
  options: {
    model: {
      type: 'string',
      value: 'FILE|ID',
      about: 'A model.json (or its folder), or a model of this program such as roadmap',
      required: true
    },
    answers: {
      type: 'string',
      value: 'FILE',
      about:
        'JSON {"criterion": "yes"|"partly"|"no"|"not-applicable"|"dont-know"|"not-reached"}, or CSV with the columns criterion,answer; - reads standard input',
      required: true
    }
  },
  positionals: [],
  access: 'none',
  async prepare({ options }): Promise<Result<Input>> {
    const [modelName, answersName] = [options.model as string, options.answers as string];
    if (modelName === '-' && answersName === '-')
      throw new UsageError('Only one of --model and --answers can be read from standard input');
    const model = await findModel(modelName);
    if (!model.ok) return model;
    const file = await readGivenFile(answersName, 'answers');
    if (!file.ok) return file;
    // spreadsheets save CSV in several encodings
    const decoded = decodeText(file.value.bytes);
    if (!decoded.ok) return decoded;
    const answers = readAnswers(model.value, decoded.value.text);
    return answers.ok ? ok({ model: model.value, answers: answers.value }) : answers;
  },
  run: (_app, { model, answers }) => Promise.resolve(ok(scoreAssessment(model, answers))),
  print({ model, dimensions, overall }) {
    const rows = Object.entries(dimensions).map(([id, result]) => [
      id,
      ...(result ? describe(result) : ['-', '-', '-', 'nothing applies'])
    ]);
    const table = [
      ['dimension', 'level', 'range', 'score', 'what moves it'],
      ...rows,
      ['overall', ...describe(overall)]
    ];
    const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]!.length)));
    return [
      `Model ${model}`,
      ...table.map((row) =>
        row
          .map((cell, i) => cell.padEnd(widths[i] ?? 0))
          .join('  ')
          .trimEnd()
      )
    ].join('\n');
  },
  examples: ['score --model roadmap --answers answers.csv', 'score --model model.json --answers answers.json --json']
});

interface Scored {
  level: number | null;
  range: LevelRange;
  score: number | null;
  assessed: boolean;
  move: { criteria: string[]; effort: number } | null;
}

function describe({ level, range, score, assessed, move }: Scored): string[] {
  const moves = move ? `${move.criteria.join(', ')} (effort ${move.effort})` : '-';
  return [
    `${level ?? '-'}${assessed ? '' : ' *'}`,
    range ? `${range[0]} to ${range[1]}` : '-',
    score === null ? '-' : String(Math.round(score * 10) / 10),
    assessed ? moves : `${moves}; * not fully answered`
  ];
}
