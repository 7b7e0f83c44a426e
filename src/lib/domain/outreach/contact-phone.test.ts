import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPhone, normalisePhone, PHONE } from './contact-phone';

const valueOf = (text: string, country = 'SE') => {
  const read = normalisePhone(text, country);
  return read.ok ? read.value : read.problems[0]!.code;
};

describe('a telephone number', () => {
  it.each([
    ['with an area code', '0912-140 00', 'SE', '+4691214000'],
    ['with the country code', '+46 912 140 00', 'NL', '+4691214000'],
    ['with the zero in brackets', '+46 (0)912-140 00', 'SE', '+4691214000'],
    ['dialled with two zeros', '0046 70 123 45 67', 'SE', '+46701234567'],
    ['of the Netherlands', '(020) 123 45 67', 'NL', '+31201234567'],
    ['of a country without a leading zero', '32 12 34 56', 'DK', '+4532123456'],
    ['with an extension', '0912-140 00 ankn 12', 'SE', '+4691214000;ext=12'],
    ['with an extension in Dutch', '020-1234567 toestel 8', 'NL', '+31201234567;ext=8'],
    ['from a link', 'tel:+46701234567', 'SE', '+46701234567'],
    ['that is none', ' ', 'SE', '']
  ])('%s is kept so that a tap calls it from anywhere', (_case, text, country, kept) => {
    expect(valueOf(text, country)).toBe(kept);
  });

  it.each([
    ['letters', '0912-VÄXEL'],
    ['two numbers', '0912-14000, 070-1234567'],
    ['too few digits', '0912'],
    ['too many digits', '+46 912 140 00 140 00 140']
  ])('is refused with %s', (_case, text) => {
    expect(valueOf(text)).toBe('phone-invalid');
  });

  it('is refused where nothing tells its country', () => {
    expect(valueOf('701234567')).toBe('phone-country-missing');
    expect(valueOf('0912-14000', 'XX')).toBe('phone-country-missing');
  });

  it('is the same when it is kept, shown and kept again', () => {
    const number = fc.stringMatching(/^\+[1-9]\d{6,14}(;ext=\d{1,6})?$/);
    fc.assert(
      fc.property(number, (phone) => {
        expect(PHONE.test(phone)).toBe(true);
        expect(valueOf(phone)).toBe(phone);
        expect(valueOf(formatPhone(phone))).toBe(phone);
      })
    );
  });

  it('is shown in groups that can be read out', () => {
    expect(formatPhone('+4691214000')).toBe('+46 912 140 00');
    expect(formatPhone('+46701234567')).toBe('+46 701 234 567');
    expect(formatPhone('+46912140000')).toBe('+46 912 140 000');
    expect(formatPhone('+31201234567;ext=8')).toBe('+31 201 234 567 x8');
    expect(formatPhone('+4612345678901')).toBe('+46 123 456 789 01');
    expect(formatPhone('+461234567')).toBe('+46 123 45 67');
  });
});
