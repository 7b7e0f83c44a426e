import { describe, expect, it } from 'vitest';
import { recallMapping, rememberMapping } from './remember-mapping';

const columns = (...headers: string[]) =>
  headers.map((header, index) => ({ index, header, words: [header], samples: [] }));

describe('rememberMapping and recallMapping', () => {
  it('fit a file whose columns changed places', () => {
    const remembered = rememberMapping({ code: 0, name: 1 }, columns('Kod', 'Namn', 'Län'));
    expect(recallMapping(remembered, columns('Län', 'Namn', 'Kod'))).toEqual({ code: 2, name: 1 });
  });

  it('do not guess when a header is gone or there twice', () => {
    const remembered = { code: 'Kod', name: 'Namn' };
    expect(recallMapping(remembered, columns('Kod', 'Ort'))).toBe(null);
    expect(recallMapping(remembered, columns('Kod', 'Namn', 'Namn'))).toBe(null);
  });

  it('forget columns without a header', () => {
    const remembered = rememberMapping({ code: 0, name: 1 }, columns('', 'Namn'));
    expect(remembered).toEqual({ name: 'Namn' });
    expect(recallMapping({}, columns('Namn'))).toBe(null);
  });
});
