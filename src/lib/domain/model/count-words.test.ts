import { describe, expect, it } from 'vitest';
import { countWords } from './count-words';

describe('countWords', () => {
  it.each([
    ['', 0],
    ['En namngiven person har tid avsatt.', 6],
    ['  CSV,  JSON - or DCAT-AP  ', 4],
    ['Één dataset vóór juli', 4],
    ['Regulation 2023/138', 2]
  ])('counts the words of "%s"', (text, count) => {
    expect(countWords(text)).toBe(count);
  });
});
