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
      bound: 0,
      values: [],
      duals: []
    });
  });

  it('gives the multipliers of a linear program, in the sense of cost minus matrix times multipliers', async () => {
    // x + 2y is held by 2x + 3y <= 15 and 0 <= x: y = 5
    expect(await solve(program({}))).toMatchObject({ duals: [0, 2 / 3] });
  });

  it('goes on from where it stood after bounds, costs and rows change', async () => {
    const open = solve.open(program({}), 'rows');
    expect(await open.solve()).toMatchObject({ objective: 10 });
    open.setBounds([1], [0], [3]);
    expect(await open.solve()).toMatchObject({ objective: 9, values: [3, 3] });
    open.setCosts([0], [0]);
    open.append([{ lower: -Infinity, upper: 2, indices: [1], values: [1] }]);
    expect(await open.solve()).toMatchObject({ objective: 4 });
    open.close();
  });

  it('stops when it is called off, and says so', async () => {
    expect(await solve(program({}), { secondsLeft: () => 0 })).toMatchObject({ status: 'stopped', values: null });
  });

  it('tells the proven limit of a whole-number program and takes a solution to begin with', async () => {
    const knapsack = { integer: true, rows: [{ lower: -Infinity, upper: 15, indices: [0, 1], values: [2, 3] }] };
    const found: number[][] = [];
    const solution = await solve(program(knapsack), { start: [0, 5], onFound: (values) => found.push(values) });
    expect(solution).toMatchObject({ status: 'optimal', objective: 10, bound: 10 });
  });
});
