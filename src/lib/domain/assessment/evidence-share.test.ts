import { describe, expect, it } from 'vitest';
import { buildModel } from '../../../../tests/builders/model';
import type { AnswerValue } from '../model/types';
import { countEvidence } from './evidence-share';

const link = { kind: 'link', required: true } as const;
const document = { kind: 'document', required: false } as const;
const model = buildModel([
  { id: 'l1', dimension: 'legal', level: 1, evidence: link },
  { id: 'l2', dimension: 'legal', level: 2, evidence: document },
  { id: 'l3', dimension: 'legal', level: 3 },
  { id: 'm1', dimension: 'mandate', level: 1, evidence: link }
]);
const answer = (criterionId: string, value: AnswerValue | null, evidence = '') => ({ criterionId, value, evidence });

describe('the evidence share', () => {
  it('counts only yes-answers to criteria that expect evidence', () => {
    const answers = [answer('l1', 'yes', 'https://example.org'), answer('l2', 'no'), answer('l3', 'yes')];
    expect(countEvidence(model, answers, new Set())).toEqual({ expected: 1, given: 1, owed: [] });
  });

  it('takes a file for evidence, and blanks for none', () => {
    const answers = [answer('l1', 'yes', '  '), answer('l2', 'yes')];
    expect(countEvidence(model, answers, new Set(['l2']))).toEqual({ expected: 2, given: 1, owed: ['l1'] });
  });

  it('counts one dimension alone', () => {
    const answers = [answer('l1', 'yes', 'KS 2025/118'), answer('m1', 'yes')];
    expect(countEvidence(model, answers, new Set(), 'mandate')).toEqual({ expected: 1, given: 0, owed: ['m1'] });
    expect(countEvidence(model, answers, new Set(), 'legal')).toEqual({ expected: 1, given: 1, owed: [] });
  });
});
