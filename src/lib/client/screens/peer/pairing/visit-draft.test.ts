import { describe, expect, it } from 'vitest';
import { readVisit, readVisitDraft, visitDraft, visitDraftKey } from './visit-draft';

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

  it('lies beside others: a new one, and each that is changed', () => {
    expect(new Set([visitDraftKey('p', null), visitDraftKey('p', 'v'), visitDraftKey('q', null)]).size).toBe(3);
  });
});
