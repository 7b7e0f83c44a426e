import { describe, expect, it } from 'vitest';
import { addToOutbox, type Draft, type OutboxItem, settleOutcome } from './outbox';
import { nextBatch, toSend } from './send-order';

const draft = (value: string, baseVersion: number | null = null, key = 'answer:a/c'): Draft => ({
  key,
  type: 'answer.set',
  schemaVersion: 1,
  payload: { assessmentId: 'a', criterionId: 'c', value, note: '', evidence: '' },
  baseVersion,
  issuedAt: '2026-11-22T10:00:00.000Z'
});

/** An outbox after these drafts, command ids c1, c2, ... */
function fill(...drafts: Draft[]): OutboxItem[] {
  return drafts.reduce<OutboxItem[]>(
    (items, d, i) => put(items, addToOutbox(items, d, { seq: i + 1, commandId: `c${i + 1}` })),
    []
  );
}
function put(items: OutboxItem[], ...changed: OutboxItem[]): OutboxItem[] {
  const seqs = changed.map((item) => item.seq);
  return [...items.filter((item) => !seqs.includes(item.seq)), ...changed].sort((a, b) => a.seq - b.seq);
}
const sending = (items: OutboxItem[], seq: number) =>
  items.map((item) => (item.seq === seq ? { ...item, state: 'sending' as const } : item));
const valueOf = (item: OutboxItem | undefined) => (item?.envelope.payload as { value: string }).value;

describe('an outbox', () => {
  it('lets a change that never left the device be replaced by the next one', () => {
    const items = fill(draft('no', 3), draft('yes', 3));
    expect(items).toHaveLength(1);
    expect(items[0]!.envelope).toMatchObject({ commandId: 'c1', baseVersion: 3 });
    expect(valueOf(items[0])).toBe('yes');
  });

  it('keeps saying what the author of the first of them had seen: the server has that, not what came between', () => {
    const note = (text: string, was: string): Draft => ({
      ...draft('', 3, 'step:m/c:note'),
      type: 'step.set',
      payload: { note: text, was: { note: was } }
    });
    const items = fill(note('Ask', ''), note('Ask Eva', 'Ask'));
    expect(items.map((item) => item.envelope.payload)).toEqual([{ note: 'Ask Eva', was: { note: '' } }]);
  });

  const note = (text: string, was?: string): Draft => ({
    ...draft('', 3, 'step:m/c:note'),
    type: 'step.set',
    payload: { note: text, ...(was !== undefined && { was: { note: was } }) }
  });
  const payloads = (items: OutboxItem[]) => items.map((item) => item.envelope.payload);

  it('says of a refused change before it what that one had seen, until the server has had one', () => {
    let items = sending(fill(note('Ask', '')), 1);
    const problems = [{ code: 'x', path: '', message: 'No' }];
    items = put(items, ...settleOutcome(items, { commandId: 'c1', outcome: 'rejected', problems }));
    items = put(items, addToOutbox(items, note('Ask Eva', 'Ask'), { seq: 2, commandId: 'c2' }));
    expect(payloads(items)[1]).toEqual({ note: 'Ask Eva', was: { note: '' } });
  });

  it('says of each field what the first who changed it had seen', () => {
    const both = { ...note(''), payload: { note: 'Ask Eva', due: '2027-01-31', was: { note: 'Ask', due: null } } };
    expect(payloads(fill(note('Ask', ''), both))).toEqual([
      { note: 'Ask Eva', due: '2027-01-31', was: { note: '', due: null } }
    ]);
  });

  it('has seen nothing on top of a whole new thing', () => {
    expect(payloads(fill(note('Ask'), note('Ask Eva', 'Ask')))).toEqual([{ note: 'Ask Eva' }]);
  });

  it('keeps every choice between two values, also of the same thing', () => {
    const choice = (clashId: string): Draft => ({ ...note(''), type: 'clash.settle', payload: { clashId } });
    expect(payloads(fill(choice('a'), choice('b')))).toEqual([{ clashId: 'a' }, { clashId: 'b' }]);
  });

  it('leaves a change alone once it may have reached the server', () => {
    let items = sending(fill(draft('no', 3)), 1);
    items = put(items, addToOutbox(items, draft('yes', 3), { seq: 2, commandId: 'c2' }));
    expect(items.map(valueOf)).toEqual(['no', 'yes']);
  });

  it('sends for each thing only the earliest change, others in order', () => {
    let items = sending(fill(draft('no')), 1);
    items = put(items, addToOutbox(items, draft('yes'), { seq: 2, commandId: 'c2' }));
    items = put(items, addToOutbox(items, draft('no', null, 'answer:a/d'), { seq: 3, commandId: 'c3' }));
    expect(nextBatch(items, 10).map((item) => item.seq)).toEqual([1, 3]);
  });

  it('does not let a refused change hold back a later one of the same thing', () => {
    let items = sending(fill(draft('no')), 1);
    items = put(
      items,
      ...settleOutcome(items, {
        commandId: 'c1',
        outcome: 'rejected',
        problems: [{ code: 'x', path: '', message: 'No' }]
      })
    );
    items = put(items, addToOutbox(items, draft('yes'), { seq: 2, commandId: 'c2' }));
    expect(nextBatch(items, 10).map((item) => item.seq)).toEqual([2]);
    expect(items[0]).toMatchObject({ state: 'failed', problems: [{ message: 'No' }] });
  });

  it('builds the later change on the version the earlier one got', () => {
    let items = sending(fill(draft('no', 3)), 1);
    items = put(items, addToOutbox(items, draft('yes', 3), { seq: 2, commandId: 'c2' }));
    items = put(items, ...settleOutcome(items, { commandId: 'c1', outcome: 'applied', version: 4 }));
    expect(items.map((item) => [item.state, item.envelope.baseVersion])).toEqual([
      ['acked', 3],
      ['waiting', 4]
    ]);
  });

  it('takes a colleague’s note into the later change where the server had merged it', () => {
    let items = sending(fill(draft('no', 3)), 1);
    items = put(items, addToOutbox(items, draft('yes', 3), { seq: 2, commandId: 'c2' }));
    const merged = { value: 'no', note: 'from a colleague', evidence: '' };
    items = put(items, ...settleOutcome(items, { commandId: 'c1', outcome: 'applied', version: 5, merged }));
    expect(items[1]!.envelope).toMatchObject({ baseVersion: 5, payload: { value: 'yes', note: 'from a colleague' } });
  });

  it('keeps the seen version after a conflict, so that nothing is overwritten unseen', () => {
    let items = sending(fill(draft('no', 3)), 1);
    items = put(items, addToOutbox(items, draft('yes', 3), { seq: 2, commandId: 'c2' }));
    items = put(
      items,
      ...settleOutcome(items, {
        commandId: 'c1',
        outcome: 'conflict',
        version: 9,
        conflictId: 'k',
        theirs: {},
        mine: {}
      })
    );
    expect(items[1]!.envelope.baseVersion).toBe(3);
  });

  it('keeps what a server does not know yet', () => {
    let items = sending(fill(draft('no')), 1);
    items = put(items, ...settleOutcome(items, { commandId: 'c1', outcome: 'deferred', reason: 'older server' }));
    expect(items[0]!.state).toBe('deferred');
    expect(nextBatch(items, 10)).toHaveLength(1);
  });

  it('sends again unchanged after a crash while sending', () => {
    const items = sending(fill(draft('no')), 1);
    expect(nextBatch(items, 10).map((item) => item.envelope.commandId)).toEqual(['c1']);
  });
});

describe('what needs another change', () => {
  const submit: Draft = {
    ...draft(''),
    key: 'submit:a',
    type: 'assessment.submit',
    payload: { assessmentId: 'a' }
  };
  const ids = (items: OutboxItem[]) => items.map((item) => item.envelope.commandId);

  it('waits with the answer that has to wait for an earlier one of the same question', () => {
    let items = sending(fill(draft('no')), 1);
    items = put(items, addToOutbox(items, draft('yes'), { seq: 2, commandId: 'c2' }));
    items = put(items, addToOutbox(items, submit, { seq: 3, commandId: 'c3' }));
    expect(ids(nextBatch(items, 10))).toEqual(['c1']);
    items = put(items, ...settleOutcome(items, { commandId: 'c1', outcome: 'applied', version: 1 }));
    expect(ids(nextBatch(items, 10))).toEqual(['c2', 'c3']);
  });

  it('names the refused answers before it, and those of no other assessment', () => {
    const elsewhere = { ...draft('no', null, 'answer:b/c'), payload: { assessmentId: 'b', criterionId: 'c' } };
    let items = fill(draft('no'), elsewhere, submit);
    const problems = [{ code: 'forbidden', path: '', message: '' }];
    items = put(items, ...settleOutcome(items, { commandId: 'c1', outcome: 'rejected', problems }));
    expect(toSend(items[2]!, items).buildsOn).toEqual(['c1']);
    expect(toSend(items[1]!, items).buildsOn).toBeUndefined();
    items = items.map((item) => (item.seq === 1 ? { ...item, state: 'acked' as const } : item));
    expect(toSend(items[2]!, items).buildsOn).toBeUndefined();
  });
});
