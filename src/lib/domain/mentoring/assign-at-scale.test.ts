import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../shared/random';
import { arrangeProblem } from './arrange-problem';
import { assignAtScale, type ScaleProgress } from './assign-at-scale';
import { assignSparse } from './assign-sparse';
import { fromGraph } from './edge-source';
import { layOutGraph, type FlowGraph } from './flow-graph';
import { arbitraryProblem, tiedScore } from './match-problem.arbitrary';

/** Feasible, and the prices prove it the best over all edges: complementary slackness, by code of its own. */
function expectOptimal(graph: FlowGraph, chosen: ArrayLike<number>, mentee: Float64Array, mentor: Float64Array): void {
  const got = new Int32Array(graph.need.length);
  const taken = new Int32Array(graph.capacity.length);
  for (let edge = 0; edge < graph.weight.length; edge++) {
    const [i, j] = [graph.menteeOf[edge]!, graph.mentorOf[edge]!];
    const surplus = graph.weight[edge]! - mentee[i]! - mentor[j]!;
    if (chosen[edge] === 1) {
      got[i]!++;
      taken[j]!++;
      expect(surplus).toBeGreaterThanOrEqual(0);
    } else expect(surplus).toBeLessThanOrEqual(0);
  }
  got.forEach((count, i) => {
    expect(count).toBeLessThanOrEqual(graph.need[i]!);
    expect(mentee[i]).toBeGreaterThanOrEqual(0);
    if (count < graph.need[i]!) expect(mentee[i]).toBe(0);
  });
  taken.forEach((count, j) => {
    const cost = (place: number) => graph.placeCost?.(j, place) ?? 0;
    expect(count).toBeLessThanOrEqual(graph.capacity[j]!);
    if (count > 0) expect(mentor[j]).toBeGreaterThanOrEqual(cost(count - 1));
    if (count < graph.capacity[j]!) expect(mentor[j]).toBeLessThanOrEqual(cost(count));
  });
}

const graphs = fc
  .oneof(
    arbitraryProblem({ mentees: 8, mentors: 6, load: true }),
    arbitraryProblem({ mentees: 12, mentors: 4, load: true, score: tiedScore })
  )
  .map((problem) => arrangeProblem({ ...problem, pin: [] }).graph);

describe('assignSparse', () => {
  it.each(['chains', 'auction'] as const)('finds the best assignment and prices that prove it, by %s', (start) => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const { chosen, menteePrice, mentorPrice } = assignSparse(graph, { start });
        expectOptimal(graph, chosen, menteePrice, mentorPrice);
      }),
      { numRuns: 1000 }
    );
  });

  it('mends the best assignment of a graph after places were taken away', () => {
    fc.assert(
      fc.property(graphs, fc.nat(), fc.nat(), (graph, first, second) => {
        fc.pre(graph.weight.length > 0);
        const before = assignSparse(graph);
        const fewer = { ...graph, need: graph.need.slice(), capacity: graph.capacity.slice() };
        const i = first % graph.need.length;
        const j = second % graph.capacity.length;
        fewer.need[i] = Math.max(0, graph.need[i]! - 1);
        fewer.capacity[j] = Math.max(0, graph.capacity[j]! - 1);
        fc.pre(fewer.need[i]! > 0 && fewer.capacity[j]! > 0);
        const mended = assignSparse(fewer, { from: { chosen: before.chosen, mentorPrice: before.mentorPrice } });
        expectOptimal(fewer, mended.chosen, mended.menteePrice, mended.mentorPrice);
      }),
      { numRuns: 500 }
    );
  });

  it('is exact on scores that are products, where prices climb step by step', () => {
    const [m, n] = [150, 40];
    const menteeOf = Int32Array.from({ length: m * n }, (_, at) => Math.floor(at / n));
    const mentorOf = Int32Array.from({ length: m * n }, (_, at) => at % n);
    const weight = Float64Array.from({ length: m * n }, (_, at) => (1 + menteeOf[at]!) * (1 + mentorOf[at]!));
    const graph = layOutGraph(new Int32Array(m).fill(1), new Int32Array(n).fill(4), { menteeOf, mentorOf, weight });
    const { chosen, menteePrice, mentorPrice } = assignSparse(graph, { start: 'auction' });
    expectOptimal(graph, chosen, menteePrice, mentorPrice);
  });
});

describe('assignAtScale', () => {
  it('has the total of a solver that sees all pairs, with an equal bound', () => {
    fc.assert(
      fc.property(graphs, fc.integer({ min: 1, max: 3 }), (graph, width) => {
        const whole = assignSparse(graph, { start: 'chains' });
        const total = addUp(graph, whole.chosen);
        const scaled = assignAtScale(fromGraph(graph), { width });
        expect(scaled.total).toBe(total);
        expect(scaled.bound).toBe(total);
        const source = fromGraph(graph);
        const chosen = new Uint8Array(graph.weight.length);
        scaled.chosen.forEach((isChosen, edge) => {
          if (isChosen) chosen[source.findEdge(scaled.graph.menteeOf[edge]!, scaled.graph.mentorOf[edge]!)] = 1;
        });
        expectOptimal(graph, chosen, scaled.menteePrice, scaled.mentorPrice);
      }),
      { numRuns: 1000 }
    );
  });

  const crowd = (() => {
    const next = seededRandom(3);
    const [m, n] = [400, 80];
    const place = Array.from({ length: m + n }, () => [next(), next()] as const);
    const menteeOf = Int32Array.from({ length: m * n }, (_, at) => Math.floor(at / n));
    const mentorOf = Int32Array.from({ length: m * n }, (_, at) => at % n);
    const weight = Float64Array.from({ length: m * n }, (_, at) => {
      const [a, b] = [place[menteeOf[at]!]!, place[m + mentorOf[at]!]!];
      return Math.round(1e6 * (1 - 0.6 * Math.hypot(a[0] - b[0], a[1] - b[1])));
    });
    return layOutGraph(new Int32Array(m).fill(1), new Int32Array(n).fill(3), { menteeOf, mentorOf, weight });
  })();

  it('needs few of the pairs, says how far it is and closes the gap', () => {
    const steps: ScaleProgress[] = [];
    const { total, bound, graph } = assignAtScale(fromGraph(crowd), { onProgress: (step) => steps.push(step) });
    expect(bound).toBe(total);
    expect(graph.weight.length).toBeLessThan(crowd.weight.length / 2);
    const gaps = steps.filter((step) => step.stage === 'priced').map((step) => step.bound! - step.total!);
    expect(gaps.at(-1)).toBe(0);
    expect(gaps.length).toBeGreaterThan(2);
    for (let at = 1; at < gaps.length; at++) expect(gaps[at]).toBeLessThanOrEqual(gaps[at - 1]!);
    expect(steps.at(-1)).toMatchObject({ improving: 0, epsilon: 0 });
  });

  it('stops where told, at a gap it states and the true optimum lies within', () => {
    const best = assignAtScale(fromGraph(crowd)).total;
    for (const polls of [1, 3, 20]) {
      let left = polls;
      const stopped = assignAtScale(fromGraph(crowd), { shouldStop: () => left-- <= 0 });
      expect(stopped.total).toBeLessThanOrEqual(best);
      expect(stopped.bound).toBeGreaterThanOrEqual(best);
    }
    const near = assignAtScale(fromGraph(crowd), { enough: 0.001 });
    expect(near.bound - near.total).toBeLessThanOrEqual(0.001 * near.total);
    expect(near.bound).toBeGreaterThanOrEqual(best);
  });
});

function addUp(graph: FlowGraph, chosen: Uint8Array): number {
  const taken = new Int32Array(graph.capacity.length);
  return chosen.reduce((sum, isChosen, edge) => {
    const mentor = graph.mentorOf[edge]!;
    return isChosen ? sum + graph.weight[edge]! - (graph.placeCost?.(mentor, taken[mentor]!++) ?? 0) : sum;
  }, 0);
}
