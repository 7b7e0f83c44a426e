import { describe, expect, it } from 'vitest';
import { checkPassword } from './check-password';

const karin = { name: 'Karin Lund', email: 'karin.lund@example.org' };
const code = (password: string) => {
  const result = checkPassword(password, karin);
  return result.ok ? 'ok' : result.problems[0]!.code;
};

describe('a new password', () => {
  it.each([
    ['eleven chars', 'elevenchars', 'password-short'],
    ['twelve emoji count as twelve, but are one character repeated', '🙂'.repeat(12), 'password-plain'],
    ['more than 256', 'abcdef'.repeat(43), 'password-long'],
    ['a pattern of three', '123123123123', 'password-plain'],
    ['her own name with a year', 'KarinLund2026', 'password-known'],
    ['the product with digits', 'waymark123456', 'password-known'],
    ['the Swedish word for it', 'lösenord-2026', 'password-known'],
    ['four words', 'kettle river sixteen moss', 'ok'],
    ['her name among other words', 'karin cycles past the kettle', 'ok']
  ])('%s', (_case, password, expected) => {
    expect(code(password)).toBe(expected);
  });
});
