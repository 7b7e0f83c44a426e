import { v7 } from 'uuid';
import type { AnswerSet } from '$lib/domain/assessment/commands';
import { type Envelope, PROTOCOL } from '$lib/domain/sync/protocol';

let seq = 0;

export function envelope(type: string, payload: unknown, more: Partial<Envelope> = {}): Envelope {
  return {
    commandId: v7(),
    seq: ++seq,
    type,
    schemaVersion: 1,
    baseVersion: null,
    payload,
    issuedAt: '2026-11-22T10:00:00.000Z',
    ...more
  };
}

export function answerCommand(
  assessmentId: string,
  change: Partial<AnswerSet> = {},
  more: Partial<Envelope> = {}
): Envelope {
  return envelope(
    'answer.set',
    { assessmentId, criterionId: 'mandate-first-decision', value: 'yes', note: '', evidence: '', ...change },
    more
  );
}

export function push(commands: unknown[], deviceId = 'device-one') {
  return { protocol: PROTOCOL, deviceId, commands };
}
