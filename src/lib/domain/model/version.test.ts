import { expect, it } from 'vitest';
import { compareVersions, proposeVersion } from './version';

it('orders versions by number', () => {
  const versions = ['1.10.0', '2.0.0', '1.9.10', '1.9.2', '0.1.0'];
  expect(versions.sort(compareVersions)).toEqual(['0.1.0', '1.9.2', '1.9.10', '1.10.0', '2.0.0']);
  expect(compareVersions('1.2.3', '1.2.3')).toBe(0);
});

it('proposes the next minor version after the highest, whatever the order they are given in', () => {
  expect(proposeVersion(['1.9.0', '1.10.4', '1.2.0'])).toBe('1.11.0');
  expect(proposeVersion([])).toBe('1.0.0');
});
