import { describe, expect, it } from 'vitest';
import type { Board, Decisions } from '$lib/domain/mentoring/board';
import { DEFAULT_RULES } from '$lib/domain/mentoring/hard-rules';
import { mentee, mentor } from '$lib/domain/mentoring/profile.arbitrary';
import { askBoard, type Port, Superseded } from './ask-board';
import { type FromBoard, receive } from './board.worker';

const decisions: Decisions = { objective: 'total', weights: {}, pins: [], forbids: [] };
const far = { ...mentor, id: 'far', lat: 66 };
const board: Board = { mentees: [mentee], mentors: [mentor, far], rules: DEFAULT_RULES, decisions, pairs: [] };

/** A worker in this thread: the same code, its messages one turn of the event loop later. */
function openHere(): Port & { ended: boolean } {
  const port: Port & { ended: boolean } = {
    ended: false,
    onmessage: null,
    onerror: null,
    postMessage: (message) =>
      queueMicrotask(() => {
        if (port.ended) return;
        receive(structuredClone(message), (reply: FromBoard) => port.onmessage?.({ data: reply } as MessageEvent));
      }),
    terminate: () => void (port.ended = true)
  };
  return port;
}

describe('askBoard', () => {
  it('answers what other decisions would make of a draft, why a pair, and whom a mentee could have', async () => {
    const asked = askBoard(board, openHere);
    const { tried } = await asked.ask({ ask: 'try', decisions });
    expect(tried).toMatchObject({ ok: true, value: { pairs: [{ mentee: mentee.id, mentor: mentor.id }] } });
    const ruledOut = { ...decisions, forbids: [[mentee.id, mentor.id]] as const };
    expect((await asked.ask({ ask: 'try', decisions: ruledOut })).tried).toMatchObject({
      value: { pairs: [{ mentor: 'far' }] }
    });
    const { why } = await asked.ask({ ask: 'explain', pair: [mentee.id, 'far'], decisions });
    expect(why).toMatchObject({ ok: true });
    const { mentors } = await asked.ask({ ask: 'choices', mentee: mentee.id, decisions });
    expect(mentors.map((one) => one.mentor)).toEqual([mentor.id, 'far']);
  });

  it('says which pin cannot be', async () => {
    const pins = [[mentee.id, 'nobody']] as const;
    const { tried } = await askBoard(board, openHere).ask({ ask: 'try', decisions: { ...decisions, pins } });
    expect(tried).toMatchObject({ ok: false, problems: [{ path: 'pin.0.1' }] });
  });

  it('ends work on a question when a newer one is asked, and answers the newer', async () => {
    const opened: (Port & { ended: boolean })[] = [];
    const asked = askBoard(board, () => {
      const port = openHere();
      opened.push(port);
      return port;
    });
    const older = asked.ask({ ask: 'try', decisions });
    const newer = asked.ask({ ask: 'choices', mentee: mentee.id, decisions });
    await expect(older).rejects.toBeInstanceOf(Superseded);
    expect(await newer).toMatchObject({ ask: 'choices' });
    expect(opened.map((port) => port.ended)).toEqual([true, false]);
  });

  it('passes a bug on to whoever waits', async () => {
    const pair = ['stranger', mentor.id] as const;
    await expect(askBoard(board, openHere).ask({ ask: 'explain', pair, decisions })).rejects.toThrow(
      'not of this board'
    );
  });
});
