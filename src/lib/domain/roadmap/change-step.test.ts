import { describe, expect, it } from 'vitest';
import type { StepRecord } from '../sync/records';
import { changeStep } from './change-step';

const step: StepRecord = {
  ...{ id: 'm/c', municipalityId: 'm', criterionId: 'c', status: 'planned', due: '2027-01-31', version: 2 },
  ...{ ownerId: 'p1', ownerName: '', note: 'Ask Eva', doneTips: [1] }
};
const place = { municipalityId: 'm', criterionId: 'c' };

describe('changeStep', () => {
  it('makes a command of each field, with what was seen of it', () => {
    const wish = { status: 'done', due: null, ownerId: null, ownerName: 'IT manager', doneTips: [] } as const;
    expect(changeStep('m', 'c', { ...wish, doneTips: [] }, step)).toEqual([
      { key: 'step:m/c', payload: { ...place, status: 'done', was: { status: 'planned' } } },
      { key: 'step:m/c:due', payload: { ...place, due: null, was: { due: '2027-01-31' } } },
      {
        key: 'step:m/c:owner',
        payload: { ...place, ownerId: null, ownerName: 'IT manager', was: { ownerId: 'p1', ownerName: '' } }
      },
      { key: 'step:m/c:tips', payload: { ...place, doneTips: [], was: { doneTips: [1] } } }
    ]);
  });

  it('says of a note what stood there when the typing began', () => {
    const [command] = changeStep('m', 'c', { note: 'Ask Ann', wasNote: 'Ask' }, step);
    expect(command?.payload.was).toEqual({ note: 'Ask' });
  });

  it('says of a step that is not on the device that it was not planned', () => {
    const [command] = changeStep('m', 'c', { status: 'planned' }, undefined);
    expect(command?.payload.was).toEqual({ status: null });
  });
});
