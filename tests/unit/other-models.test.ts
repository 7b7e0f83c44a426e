import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scoreAssessment } from '$lib/domain/assessment/score-assessment';
import { scoreDimension } from '$lib/domain/assessment/score-dimension';
import { readScorableModel } from '$lib/domain/model/validate';
import { answerUpTo, convertOdi, readOdiQuestions } from '../support/convert-odi';
import { convertOdm, readOdmAnswers, readOdmWeights } from '../support/convert-odm';

// Two questionnaires made elsewhere, read where they lie and never copied: the engine holds them without code of their own.
const folder = resolve('../shared/data/maturity');
const absent = !existsSync(folder);
const why = absent ? ' (skipped: ../shared/data/maturity is not here)' : '';
const read = (path: string) => readFileSync(`${folder}/${path}`, 'utf8').replace(/^\uFEFF/, '');

describe.skipIf(absent)(`EU Open Data Maturity 2023 under the rule points${why}`, () => {
  const load = () => {
    const weights = readOdmWeights(read('eu-odm-2023/scoring-weights.csv'));
    const [se, nl] = ['SE', 'NL'].map((country) =>
      readOdmAnswers(read(`eu-odm-2023/simplified/${country}_ODM_2023.csv`), weights)
    );
    return { weights, countries: { Sweden: se!, 'the Netherlands': nl! }, ...convertOdm(weights, [se!, nl!]) };
  };
  const possible = { D1: 640, D2: 600, D3: 650, D4: 650 };

  it('has 172 questions in four dimensions of 640, 600, 650 and 650 points', () => {
    const { weights, model } = load();
    expect(weights.size).toBe(172);
    const sums = Object.fromEntries(
      model.dimensions.map(({ id }) => [
        id,
        model.criteria.reduce((sum, one) => sum + (one.dimension === id ? (one.points?.yes ?? 0) : 0), 0)
      ])
    );
    expect(sums).toEqual(possible);
    expect(new Set(model.criteria.map(({ id }) => id.replace(/-\d$/, ''))).size).toBe(172);
    expect(readScorableModel(model).ok).toBe(true);
  });

  it.each([
    ['Sweden', 2055, { D1: 547, D2: 505, D3: 506, D4: 497 }],
    ['the Netherlands', 2111, { D1: 507, D2: 460, D3: 604, D4: 540 }]
  ] as const)(
    'gives %s its published %i of 2540 points, and each dimension its share',
    (country, total, byDimension) => {
      const { countries, model, answersOf } = load();
      const answers = countries[country];
      // what the file states, and what its questions add up to
      expect(answers.total).toBe(total);
      expect(Object.fromEntries(answers.byDimension)).toEqual(byDimension);
      expect([...answers.points.values()].reduce((sum, points) => sum + points, 0)).toBe(total);

      const { dimensions, overall } = scoreAssessment(model, answersOf(answers));
      expect((overall.score! * 2540) / 100).toBeCloseTo(total, 9);
      expect(overall).toMatchObject({ level: null, range: null, move: null, assessed: true });
      for (const [id, points] of Object.entries(byDimension)) {
        expect(dimensions[id]!.score, id).toBeCloseTo((100 * points) / possible[id as keyof typeof possible], 9);
      }
    }
  );

  it('gives all points for yes everywhere and none for no', () => {
    const { model } = load();
    const all = (value: 'yes' | 'no') => Object.fromEntries(model.criteria.map(({ id }) => [id, value]));
    expect(scoreAssessment(model, all('yes')).overall.score).toBe(100);
    expect(scoreAssessment(model, all('no')).overall.score).toBe(0);
  });
});

describe.skipIf(absent)(`ODI Open Data Pathway under the rule first-no${why}`, () => {
  const load = () => {
    const questions = readOdiQuestions(read('odi-pathway/questions.csv'));
    return { questions, model: convertOdi(questions) };
  };

  it('has 83 questions in the 15 activities of its list', () => {
    const { questions, model } = load();
    expect([questions.length, model.criteria.length, model.dimensions.length]).toEqual([83, 83, 15]);
    const listed = read('odi-pathway/activities.csv').trim().split(/\r?\n/).slice(1);
    expect([...new Set(questions.map(({ activity }) => activity))]).toEqual(
      listed.map((line) => line.slice(line.indexOf(',') + 1))
    );
    expect(readScorableModel(model).ok).toBe(true);
  });

  it('gives the level the stopping answer carries, for every answer of every question', () => {
    const { questions, model } = load();
    let stops = 0;
    questions.forEach((question, at) => {
      for (const answer of question.answers) {
        const level = scoreDimension(model, model.criteria[at]!.dimension, answerUpTo(questions, at, answer))?.level;
        const last = questions[at + 1]?.activity !== question.activity;
        if (!answer.positive) {
          expect(level, answer.id).toBe(answer.level);
          stops++;
        } else if (last) expect(level, answer.id).toBe(5);
        // a yes that carries a level goes on, and vouches for it
        else if (answer.level !== null) expect(level, answer.id).toBe(answer.level);
      }
    });
    expect(stops).toBe(questions.flatMap(({ answers }) => answers.filter((one) => !one.positive)).length);
    expect(stops).toBeGreaterThan(83);
  });

  it('gives 1 in every activity for a no to its first question, whatever is answered behind it', () => {
    const { model } = load();
    const first = new Set(
      model.dimensions.map(({ id }) => model.criteria.find(({ dimension }) => dimension === id)!.id)
    );
    const answers = Object.fromEntries(
      model.criteria.map(({ id }) => [id, first.has(id) ? ('no' as const) : ('yes' as const)])
    );
    const { dimensions, overall } = scoreAssessment(model, answers);
    expect(Object.values(dimensions).map((one) => one!.level)).toEqual(Array.from({ length: 15 }, () => 1));
    expect(overall.level).toBe(1);
    const yes = Object.fromEntries(model.criteria.map(({ id }) => [id, 'yes' as const]));
    expect(scoreAssessment(model, yes).overall).toMatchObject({ level: 5, score: 100 });
  });

  it('never falls along an activity, and a partly lies between a no and a yes', () => {
    const { model } = load();
    for (const { id } of model.dimensions) {
      const walk = model.criteria.filter(({ dimension }) => dimension === id);
      walk.forEach(({ level, partlyLevel }, at) => {
        const before = walk[at - 1]?.level ?? 1;
        expect(level).toBeGreaterThanOrEqual(before);
        if (partlyLevel !== undefined) expect([partlyLevel >= before, partlyLevel <= level]).toEqual([true, true]);
      });
    }
  });
});
