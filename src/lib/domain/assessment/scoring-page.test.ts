import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildModel } from '../../../../tests/builders/model';
import type { AnswerSheet, MaturityModel } from '../model/types';
import { scoreAssessment } from './score-assessment';

type ModelBlock = Partial<MaturityModel> & Pick<MaturityModel, 'criteria'>;
interface ExampleBlock {
  answers: AnswerSheet;
  result: object;
}

const page = readFileSync(join(process.cwd(), 'docs/scoring.md'), 'utf8');

/** Each example with the model that stands above it and its heading. */
function readExamples() {
  const examples: (ExampleBlock & { model: MaturityModel; heading: string })[] = [];
  let model: MaturityModel | undefined;
  for (const found of page.matchAll(/^```json\n([\s\S]*?)^```$/gm)) {
    const block = JSON.parse(found[1] ?? '') as ModelBlock | ExampleBlock;
    if ('criteria' in block) model = buildModel(block.criteria, block);
    else if (model) {
      const heading =
        page
          .slice(0, found.index)
          .match(/^#+ .*$/gm)
          ?.at(-1) ?? '';
      examples.push({ ...block, model, heading });
    }
  }
  return examples;
}

/** To four decimals, as the page prints scores. */
function roundScores(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, part: unknown) =>
    key === 'score' && typeof part === 'number' ? Number(part.toFixed(4)) : part
  );
}

describe('the examples of docs/scoring.md', () => {
  const examples = readExamples();

  it('are eleven', () => {
    expect(examples).toHaveLength(11);
  });

  it.each(examples)('hold: $heading', ({ model, answers, result }) => {
    expect(roundScores(scoreAssessment(model, answers))).toEqual({ model: model.id, ...result });
  });
});
