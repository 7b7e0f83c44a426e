/** Colours of a chart. Level fills are always edged, hatching always means not known, dashes always mean withheld. */
export interface ChartPalette {
  ink: string;
  quiet: string;
  ground: string;
  edge: string;
  data: string;
  onData: string;
  /** Six, from the start to the furthest level. */
  levels: readonly string[];
  onLevels: readonly string[];
  levelEdge: string;
  /** As CSS writes families: a name with a digit in it needs quotes. */
  font: string;
}

/** The print values of the design tokens, for PDF and other paper. */
export const PRINT_PALETTE: ChartPalette = {
  ink: '#000000',
  quiet: '#3c443f',
  ground: '#ffffff',
  edge: '#5f6963',
  data: '#3f5b6e',
  onData: '#ffffff',
  levels: ['#eff0ce', '#b7cc86', '#72a86b', '#348164', '#075a5a', '#093240'],
  onLevels: ['#000000', '#000000', '#000000', '#ffffff', '#ffffff', '#ffffff'],
  levelEdge: '#093240',
  font: "'Source Sans 3'"
};

/** The design tokens themselves, so that a chart on a page follows light, dark and print. */
export const SCREEN_PALETTE: ChartPalette = {
  ink: 'var(--color-ink)',
  quiet: 'var(--color-ink-2)',
  ground: 'var(--color-surface)',
  edge: 'var(--color-edge)',
  data: 'var(--color-data)',
  onData: 'var(--on-data)',
  levels: [0, 1, 2, 3, 4, 5].map((level) => `var(--level-${level})`),
  onLevels: [0, 1, 2, 3, 4, 5].map((level) => `var(--on-level-${level})`),
  levelEdge: 'var(--level-edge)',
  font: 'var(--font)'
};
