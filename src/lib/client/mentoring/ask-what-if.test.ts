import { describe, expect, it } from 'vitest';
import type { MatchProblem } from '$lib/domain/mentoring/match-problem';
import { askWhatIf, Superseded, type Port } from './ask-what-if';
import { receive, type FromWhatIf } from './what-if.worker';

const problem: MatchProblem = {
  capacity: {},
  need: {},
  edges: [
    { mentee: 'a', mentor: 'x', score: 0.5 },
    { mentee: 'a', mentor: 'y', score: 0.4 },
    { mentee: 'b', mentor: 'x', score: 0.3 }
  ],
  forbid: [],
  pin: [],
  previous: []
};

/** A worker in this thread: the same code, its messages one turn of the event loop later. */
function openHere(): Port & { ended: boolean } {
  const port: Port & { ended: boolean } = {
    ended: false,
    onmessage: null,
    onerror: null,
    postMessage: (message) =>
      queueMicrotask(() => {
        if (port.ended) return;
        receive(structuredClone(message), (reply: FromWhatIf) => port.onmessage?.({ data: reply } as MessageEvent));
      }),
    terminate: () => void (port.ended = true)
  };
  return port;
}

describe('askWhatIf', () => {
  it('answers what is best, what a change costs, what pairs by hand are worth and why not a pair', async () => {
    const whatIf = askWhatIf(problem, openHere);
    expect(await whatIf.ask({ ask: 'best' })).toMatchObject({ total: 0.7, bound: 0.7 });
    expect(await whatIf.ask({ ask: 'change', change: { forbid: [['a', 'y']] } })).toMatchObject({
      effect: {
        ok: true,
        value: {
          total: 0.5,
          cost: 0.2,
          dropped: [
            ['a', 'y'],
            ['b', 'x']
          ],
          added: [['a', 'x']]
        }
      }
    });
    expect(await whatIf.ask({ ask: 'by-hand', pairs: [['b', 'x']] })).toMatchObject({
      made: { total: 0.3, short: 0.4, broken: [] }
    });
    expect(await whatIf.ask({ ask: 'why-not', pair: ['a', 'x'] })).toMatchObject({ why: { kind: 'costs', cost: 0.2 } });
  });

  it('says which pins conflict', async () => {
    const whatIf = askWhatIf(problem, openHere);
    const { effect } = await whatIf.ask({
      ask: 'change',
      change: {
        pin: [
          ['a', 'x'],
          ['b', 'x']
        ]
      }
    });
    expect(effect).toMatchObject({ ok: false, problems: [{ code: 'pins-over-capacity', path: 'pin.1' }] });
  });

  it('ends work on a question when a newer one is asked, and answers the newer', async () => {
    const opened: (Port & { ended: boolean })[] = [];
    const whatIf = askWhatIf(problem, () => {
      const port = openHere();
      opened.push(port);
      return port;
    });
    const older = whatIf.ask({ ask: 'best' });
    const newer = whatIf.ask({ ask: 'why-not', pair: ['b', 'x'] });
    await expect(older).rejects.toBeInstanceOf(Superseded);
    expect(await newer).toMatchObject({ why: { kind: 'paired' } });
    expect(opened.map((port) => port.ended)).toEqual([true, false]);
  });

  it('passes a bug on to whoever waits', async () => {
    const broken = { ...problem, pin: [['a', 'z'] as const] };
    await expect(askWhatIf(broken, openHere).ask({ ask: 'best' })).rejects.toThrow('not an edge');
  });
});
