import { describe, expect, it } from 'vitest';
import { chooseNetwork } from './choose-network';

const memberships = [
  { networkId: 'north', role: 'officer', municipalityId: 'm' },
  { networkId: 'south', role: 'coordinator', municipalityId: null },
  { networkId: 'west', role: 'administrator', municipalityId: null }
] as const;

describe('the network of a page', () => {
  it('is the one in the address, where the person has a fitting role', () => {
    expect(chooseNetwork(memberships, ['coordinator', 'administrator'], 'west')).toBe('west');
  });
  it('is the first fitting one otherwise', () => {
    expect(chooseNetwork(memberships, ['coordinator', 'administrator'], 'north')).toBe('south');
    expect(chooseNetwork(memberships, ['coordinator', 'administrator'], null)).toBe('south');
  });
  it('is none where no role fits', () => {
    expect(chooseNetwork(memberships, ['analyst'], 'west')).toBeNull();
  });
});
