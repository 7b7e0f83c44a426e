import { describe, expect, it } from 'vitest';
import { type AgendaFacts, proposeAgenda } from './propose-agenda';

const nothing: AgendaFacts = {
  ...{ municipalityId: 'm', answering: 'submitted', next: [], steps: [], barriers: [], followUps: [] }
};
const today = '2027-03-01';
const barrier = (barrierId: string, severity: number) => ({ barrierId, severity, heldOn: '2027-01-01' });
const whys = (facts: Partial<AgendaFacts>) => proposeAgenda({ ...nothing, ...facts }, today).map(({ why }) => why);

describe('what to talk about', () => {
  it('begins with what was promised, late first, and leaves out what was kept', () => {
    const followUps = [
      { id: 'b', what: 'Later', due: '2027-04-01', done: false },
      { id: 'a', what: 'Late', due: '2027-02-01', done: false },
      { id: 'c', what: 'Kept', due: '2027-01-01', done: true }
    ];
    expect(proposeAgenda({ ...nothing, followUps, next: ['c1'] }, today)).toEqual([
      { why: 'promise', followUpId: 'a', what: 'Late', due: '2027-02-01', late: true },
      { why: 'promise', followUpId: 'b', what: 'Later', due: '2027-04-01', late: false },
      { why: 'next', criterionId: 'c1' }
    ]);
  });

  it('names the barriers that stop it before those that slow it down', () => {
    const barriers = [barrier('time', 1), barrier('law', 2), barrier('cost', 3)];
    expect(proposeAgenda({ ...nothing, barriers }, today)).toEqual([
      { why: 'barrier', barrierId: 'cost', severity: 3, heldOn: '2027-01-01' },
      { why: 'barrier', barrierId: 'law', severity: 2, heldOn: '2027-01-01' },
      { why: 'barrier', barrierId: 'time', severity: 1, heldOn: '2027-01-01' }
    ]);
  });

  it('puts late steps of its plan first and does not propose a planned step again', () => {
    const step = (criterionId: string, due: string | null, status: 'planned' | 'done' = 'planned') => ({
      ...{ municipalityId: 'm', criterionId, status, due }
    });
    const steps = [step('open', null), step('late', '2027-02-01'), step('done', '2027-01-01', 'done')];
    expect(proposeAgenda({ ...nothing, steps, next: ['open', 'c1'] }, today)).toEqual([
      { why: 'step-late', criterionId: 'late', due: '2027-02-01' },
      { why: 'step', criterionId: 'open' },
      { why: 'next', criterionId: 'c1' }
    ]);
  });

  it('knows of answers that are not submitted only that there are some', () => {
    expect(whys({ answering: 'started' })).toEqual(['answering']);
    expect(whys({ answering: 'submitted' })).toEqual([]);
  });

  it('is short enough for an hour', () => {
    const followUps = Array.from({ length: 20 }, (_, i) => ({ id: `${i}`, what: 'x', due: today, done: false }));
    const barriers = Array.from({ length: 20 }, (_, i) => barrier(`b${i}`, 2));
    expect(whys({ followUps, barriers, next: ['1', '2', '3', '4', '5'] })).toHaveLength(10);
  });
});
