import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { colourTokens, contrast, lightness, PAIRS } from './contrast';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const light = colourTokens(css);
const themes = {
  light,
  dark: { ...light, ...colourTokens(css, 'prefers-color-scheme: dark') },
  print: { ...light, ...colourTokens(css, '@media print') }
};

describe('contrast of tokens', () => {
  for (const [name, tokens] of Object.entries(themes)) {
    it.each(PAIRS)(`${name}: $front on $ground reaches $needs`, ({ front, ground, needs }) => {
      expect(contrast(tokens[front] ?? 'missing', tokens[ground] ?? 'missing')).toBeGreaterThanOrEqual(needs);
    });
  }

  it('black on white is 21', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  });
});

describe('the ramp of levels', () => {
  it.each(['light', 'dark'] as const)('%s: goes one way in even steps, so that it survives a grey print', (name) => {
    const ramp = [0, 1, 2, 3, 4, 5].map((n) => lightness(themes[name][`level-${n}`] ?? 'missing'));
    const steps = ramp.slice(1).map((l, i) => (ramp[i] ?? NaN) - l);
    const sign = name === 'light' ? 1 : -1;
    for (const step of steps) {
      expect(sign * step).toBeGreaterThan(13);
      expect(sign * step).toBeLessThan(17);
    }
  });
});

describe('tokens of the themes', () => {
  it('dark and print change only tokens that exist in light', () => {
    for (const theme of [colourTokens(css, 'prefers-color-scheme: dark'), colourTokens(css, '@media print')]) {
      expect(Object.keys(theme).filter((key) => !(key in light))).toEqual([]);
    }
  });

  it('dark changes every colour of the light theme', () => {
    expect(Object.keys(light).filter((key) => !(key in colourTokens(css, 'prefers-color-scheme: dark')))).toEqual([]);
  });
});
