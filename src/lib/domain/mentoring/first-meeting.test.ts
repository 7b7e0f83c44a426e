import { expect, it } from 'vitest';
import { proposeFirstMeeting } from './first-meeting';

it('proposes the first Tuesday after the invitation has lapsed', () => {
  expect(proposeFirstMeeting('2027-01-04', [[], []])).toBe('2027-01-05');
  // a Tuesday itself is too early
  expect(proposeFirstMeeting('2027-01-05', [[], []])).toBe('2027-01-12');
});

it('waits for a month in which both have time, and for none where there is none', () => {
  expect(
    proposeFirstMeeting('2027-01-05', [
      [1, 3],
      [3, 4]
    ])
  ).toBe('2027-03-02');
  expect(proposeFirstMeeting('2027-01-05', [[1], [2]])).toBe('2027-01-12');
});
