import { ok, refuse, type Result } from '../shared/result';

// country calling codes: ITU-T E.164 list of assigned codes
const WITH_ZERO: Readonly<Record<string, string>> = {
  ...{ SE: '46', NL: '31', BE: '32', FI: '358', DE: '49', FR: '33', AT: '43', CH: '41', GB: '44', IE: '353' }
};
/** Numbers of these countries are the same within and from abroad. */
const WITHOUT_ZERO: Readonly<Record<string, string>> = {
  ...{ DK: '45', NO: '47', IS: '354', EE: '372', LV: '371', LU: '352', ES: '34', PT: '351', PL: '48', CZ: '420' }
};
const CODES = [...Object.values(WITH_ZERO), ...Object.values(WITHOUT_ZERO)];
/** The part behind a switchboard as people write it in the languages of the interface. */
const EXTENSION = /\s*[,;]?\s*(?:;ext=|ext\.?|x|ankn\.?|anknytning|tst\.?|toestel)\s*(\d{1,6})$/i;

/** A telephone number as it is kept: E.164, with an extension as in RFC 3966. */
export const PHONE = /^\+[1-9]\d{6,14}(?:;ext=\d{1,6})?$/;

/**
 * A telephone number as it is kept, so that a tap calls it from anywhere. Empty stays empty. Errors, at `phone`:
 * `phone-invalid`, `phone-country-missing` (it begins neither with 0 nor with +), with the fact `value`.
 *
 * @param country ISO 3166 code of the network: what a number without a country code belongs to
 * @example
 * normalisePhone('0912-140 00', 'SE') // { ok: true, value: '+4691214000' }
 * normalisePhone('+46 (0)912-140 00 ankn 12', 'SE') // { ok: true, value: '+4691214000;ext=12' }
 */
export function normalisePhone(text: string, country: string): Result<string> {
  const got = text.trim().slice(0, 80);
  if (got === '') return ok('');
  const bare = text.trim().replace(/^tel:\s*/i, '');
  const extension = EXTENSION.exec(bare)?.[1];
  const number = bare
    .replace(EXTENSION, '')
    .replace(/^(\+|00)([\d\s]*)\(0\)/, '$1$2')
    .replace(/[\s\-–.()/\u00a0]/g, '')
    .replace(/^00/, '+');
  const full = withCountry(number, country);
  if (full === null)
    return refused(
      'phone-country-missing',
      got,
      `Phone must begin with 0, or with + and the country's code - got "${got}"`
    );
  const kept = `${full}${extension ? `;ext=${extension}` : ''}`;
  if (PHONE.test(kept)) return ok(kept);
  return refused('phone-invalid', got, `Phone must be one number such as +46 912 140 00 - got "${got}"`);
}

/** @returns null where nothing tells its country */
function withCountry(number: string, country: string): string | null {
  if (number.startsWith('+') || !/^\d+$/.test(number)) return number;
  const plain = WITHOUT_ZERO[country];
  if (plain) return `+${plain}${number}`;
  const code = WITH_ZERO[country];
  return code && number.startsWith('0') ? `+${code}${number.slice(1)}` : null;
}

function refused(code: string, value: string, message: string): Result<never> {
  const refusal = refuse(code, 'phone', message);
  refusal.problems[0]!.facts = { value };
  return refusal;
}

/**
 * A kept number for reading: the country's code apart, the rest in threes. Where the area code ends is not known.
 *
 * @example
 * formatPhone('+4691214000;ext=12') // '+46 912 140 00 x12'
 */
export function formatPhone(phone: string): string {
  const [number = '', extension] = phone.slice(1).split(';ext=');
  const code = CODES.find((known) => number.startsWith(known)) ?? number.slice(0, 2);
  const rest = number.slice(code.length);
  const groups = rest.match(rest.length % 3 === 1 ? /\d{3}(?=\d{4,})|\d{1,2}/g : /\d{1,3}/g) ?? [];
  return `+${[code, ...groups].join(' ')}${extension ? ` x${extension}` : ''}`;
}
