export type CellShape = 'blank' | 'number' | 'code' | 'date' | 'text';

const NUMBER = /^[-+]?(\d{1,3}([ .,'’\u00a0\u202f]\d{3})+|\d+)([.,]\d+)?%?$/;
const DATE = /^(\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4})([T ].*)?$/;
const CODE = /^[A-Z]{1,4}[-_ .]?\d[\dA-Z]{0,9}$/i;

/**
 * What kind of thing a cell holds, judged by its letters alone.
 *
 * @example
 * shapeOfCell('LA2301') // 'code'
 */
export function shapeOfCell(cell: string): CellShape {
  const text = cell.trim();
  if (text === '') return 'blank';
  if (text.length > 40) return 'text';
  if (DATE.test(text)) return 'date';
  if (NUMBER.test(text)) return 'number';
  return CODE.test(text) ? 'code' : 'text';
}

/** @example isBlank(' \u00a0') // true */
export function isBlank(cell: string): boolean {
  const first = cell.charCodeAt(0);
  // most cells begin with a letter or digit, and a sheet has millions of them
  return !(first > 32 && first < 128) && cell.trim() === '';
}
