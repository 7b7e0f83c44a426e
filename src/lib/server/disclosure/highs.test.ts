import { beforeAll, describe, expect, it } from 'vitest';
import type { LinearProgram, SolveProgram } from '$lib/domain/disclosure/solver';
import { loadHighsSolver } from './highs';

let solve: SolveProgram;
beforeAll(async () => {
  solve = await loadHighsSolver();
});

/** x + y between 1 and 10, x at most 4, 2x + 3y at most 15. */
const program = (change: Partial<LinearProgram>): LinearProgram => ({
  sense: 'max',
  objective: [1, 2],
  lower: [0, 0],
  upper: [4, Infinity],
  rows: [
    { lower: 1, upper: 10, indices: [0, 1], values: [1, 1] },
    { lower: -Infinity, upper: 15, indices: [0, 1], values: [2, 3] }
  ],
  ...change
});

describe('HiGHS behind the domain’s solver', () => {
  it('finds the largest and the smallest value', async () => {
    expect(await solve(program({}))).toMatchObject({ status: 'optimal', objective: 10, values: [0, 5] });
    expect(await solve(program({ sense: 'min' }))).toMatchObject({ status: 'optimal', objective: 1, values: [1, 0] });
  });

  it('keeps to whole numbers where told', async () => {
    const half = {
      objective: [1],
      lower: [0],
      upper: [Infinity],
      rows: [{ lower: -Infinity, upper: 7, indices: [0], values: [2] }]
    };
    expect(await solve(program(half))).toMatchObject({ objective: 3.5 });
    expect(await solve(program({ ...half, integer: true }))).toMatchObject({ objective: 3 });
  });

  it('tells no limit from no solution', async () => {
    expect(await solve(program({ rows: [] }))).toEqual({ status: 'unbounded' });
    expect(await solve(program({ rows: [{ lower: 20, upper: 30, indices: [0], values: [1] }] }))).toEqual({
      status: 'infeasible'
    });
  });

  it('takes a program without variables', async () => {
    expect(await solve(program({ objective: [], lower: [], upper: [], rows: [] }))).toEqual({
      status: 'optimal',
      objective: 0,
      values: []
    });
  });
});
