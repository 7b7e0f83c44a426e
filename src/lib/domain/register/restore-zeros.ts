import { showValue } from '../shared/table/place';
import { inferCodeLength, inferCountyLength, judgeCodeLength } from './code-length';
import type { RowLog } from './row-log';
import type { RegisterRow } from './types';

/**
 * Puts back the leading zeros that spreadsheets eat (`114` for `0114`, `1` for county `01`) where the other codes, or
 * the given `codeLength`, show how long codes are; every repair goes to the log, a length that can't be explained too.
 *
 * @example
 * restoreZeros([row({ code: '114' }), row({ code: '1280' })], {}, log) // codes '0114', '1280'; one repair in the log
 */
export function restoreZeros(rows: RegisterRow[], options: { codeLength?: number }, log: RowLog): RegisterRow[] {
  const length = options.codeLength ?? inferCodeLength(rows.map((row) => row.code).filter((code) => code !== ''));
  const zerosKept = rows.some((row) => row.code.length === length && row.code.startsWith('0'));
  const certain = options.codeLength !== undefined;
  const withCodes = rows.map((row) => {
    if (length === null) return row;
    const verdict = judgeCodeLength(row.code, length, { zerosKept, certain });
    if (verdict === 'wrong') {
      const digits = certain ? `codes have ${length} digits` : `most codes of the file have ${length} digits`;
      log.addProblem(
        row.line,
        'code',
        'code-length',
        `${digits}, this one has ${row.code.length} - got ${showValue(row.code)}; correct it or take the line away`,
        { value: row.code, digits: length }
      );
    }
    if (verdict !== 'zeros-lost') return row;
    const code = row.code.padStart(length, '0');
    log.addRepair(row.line, 'code', row.code, {
      to: code,
      code: 'leading-zeros',
      why: `leading zeros put back, codes have ${length} digits`
    });
    return { ...row, code };
  });
  return restoreCountyZeros(withCodes, log);
}

function restoreCountyZeros(rows: RegisterRow[], log: RowLog): RegisterRow[] {
  const pairs = rows.flatMap(({ code, countyCode }) => (code && countyCode ? [{ code, countyCode }] : []));
  const begun = inferCountyLength(pairs);
  const length = begun ?? inferCodeLength(pairs.map(({ countyCode }) => countyCode));
  const why = begun ? 'the codes of municipalities begin with their county' : `county codes have ${length} digits`;
  return rows.map((row) => {
    if (!row.countyCode || length === null) return row;
    if (judgeCodeLength(row.countyCode, length, { zerosKept: false, certain: false }) !== 'zeros-lost') return row;
    const to = row.countyCode.padStart(length, '0');
    log.addRepair(row.line, 'countyCode', row.countyCode, {
      to,
      code: 'leading-zeros',
      why: `leading zeros put back, ${why}`
    });
    return { ...row, countyCode: to };
  });
}
