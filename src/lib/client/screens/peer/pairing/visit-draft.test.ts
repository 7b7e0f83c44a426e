import { describe, expect, it } from 'vitest';
import { readVisit, readVisitDraft, visitChange, visitDraft, visitDraftKey } from './visit-draft';

describe('a visit being typed', () => {
  it('comes back from the device as it was typed, wrong numbers and all', () => {
    const typed = { ...visitDraft(null), on: '2027-01-12', place: 'Umeå', travel: '1 200', hours: 'eight' };
    const back = readVisitDraft(JSON.parse(JSON.stringify(typed)));
    expect(back).toEqual(typed);
    expect(readVisit(back!).problems.map(({ path }) => path)).toEqual(['hours']);
  });

  it('is none where something else was kept, and what is not known of it is empty', () => {
    for (const kept of [undefined, null, 'x', 7]) expect(readVisitDraft(kept)).toBeNull();
    expect(readVisitDraft({ place: 'Umeå', travel: 12, state: 'flown' })).toEqual({
      ...visitDraft(null),
      place: 'Umeå'
    });
  });

  it('names what was changed with what was there, and nothing that came meanwhile', () => {
    const visit = {
      ...{ id: 'v', on: '2027-01-12', place: 'Umeå', purpose: 'See the list ', travel: 480 },
      ...{ lodging: 0, other: 0, hours: 8, state: 'planned' as const }
    };
    const opened = visitDraft(visit);
    const typed = readVisit({ ...opened, travel: '', purpose: 'Meet the archive' }).visit!;
    expect(visitChange(opened, typed)).toEqual({
      change: { purpose: 'Meet the archive', travel: 0 },
      was: { purpose: 'See the list ', travel: 480 }
    });
    expect(visitChange(opened, readVisit(opened).visit!)).toEqual({ change: {}, was: {} });
  });

  it('lies beside others: a new one, and each that is changed', () => {
    expect(new Set([visitDraftKey('p', null), visitDraftKey('p', 'v'), visitDraftKey('q', null)]).size).toBe(3);
  });
});
