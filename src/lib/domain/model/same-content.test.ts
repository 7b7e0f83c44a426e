import { expect, it } from 'vitest';
import { sameContent } from './same-content';

it('goes by what is said, not by the order of fields or by flags that are not set', () => {
  const tip = { text: 'Ask', free: true };
  expect(sameContent({ why: 'x', tips: [tip] }, { tips: [{ small: false, free: true, text: 'Ask' }], why: 'x' })).toBe(
    true
  );
  expect(sameContent({ tips: [tip] }, { tips: [{ text: 'Ask' }] })).toBe(false);
  expect(sameContent(['a', 'b'], ['b', 'a'])).toBe(false);
});
