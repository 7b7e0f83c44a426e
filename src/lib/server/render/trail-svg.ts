import { PRINT_PALETTE } from '$lib/domain/reporting/charts/palette';

const STEP = 26;
const EDGE = 14;
const MIDDLE = 12;
const COLOURS = PRINT_PALETTE;

/**
 * One dimension's trail as a drawing for paper: reached marks filled, uncertain ones striped, those ahead empty. The
 * numbers stand in the marks, so that a grey copy says as much.
 *
 * @param levels ascending
 * @param level the level attained; null when nothing is answered
 * @param upTo the level if every open answer were yes
 * @example
 * drawTrail([0, 1, 2], 1, 2).width // 80
 */
export function drawTrail(
  levels: readonly number[],
  level: number | null,
  upTo: number | null
): { svg: string; width: number; height: number } {
  const width = 2 * EDGE + (levels.length - 1) * STEP;
  const at = (n: number) => EDGE + Math.max(0, levels.indexOf(n)) * STEP;
  const known = level ?? levels[0] ?? 0;
  const end = at(levels.at(-1) ?? 0);
  const lines = [
    `<path d="M${at(known)} ${MIDDLE}H${end}" stroke="${COLOURS.edge}" stroke-width="1" stroke-dasharray="3 3"/>`,
    known > (levels[0] ?? 0)
      ? `<path d="M${EDGE} ${MIDDLE}H${at(known)}" stroke="${COLOURS.levelEdge}" stroke-width="3"/>`
      : ''
  ];
  const marks = levels.map((n, i) => drawMark(n, i, levels.length, at(n), stateOf(n, level, upTo)));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="24" viewBox="0 0 ${width} 24">${STRIPES}${lines.join('')}${marks.join('')}</svg>`;
  return { svg, width, height: 24 };
}

type State = 'here' | 'passed' | 'uncertain' | 'ahead';

function stateOf(n: number, level: number | null, upTo: number | null): State {
  if (level === null) return 'ahead';
  if (n === level) return 'here';
  if (n < level) return 'passed';
  return n <= (upTo ?? level) ? 'uncertain' : 'ahead';
}

const STRIPES = `<defs><pattern id="open" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="4" height="4" fill="${COLOURS.ground}"/><path d="M1 0v4" stroke="${COLOURS.edge}" stroke-width="1.4"/></pattern></defs>`;

const RADIUS: Record<State, number> = { here: 11, passed: 6, uncertain: 7, ahead: 5 };

function drawMark(n: number, place: number, of: number, x: number, state: State): string {
  const r = RADIUS[state];
  // the ramp has six tones; models with more or fewer levels are spread over it
  const tone = of < 2 ? 0 : Math.round((place / (of - 1)) * 5);
  const filled = state === 'here' || state === 'passed';
  const fill = filled ? COLOURS.levels[tone] : state === 'uncertain' ? 'url(#open)' : COLOURS.ground;
  const edge = filled ? COLOURS.levelEdge : COLOURS.edge;
  // the start is an arrow, every later mark a diamond
  const shape =
    place === 0
      ? `M${x - r * 0.8} ${MIDDLE - r}L${x + r} ${MIDDLE}L${x - r * 0.8} ${MIDDLE + r}Z`
      : `M${x} ${MIDDLE - r}L${x + r} ${MIDDLE}L${x} ${MIDDLE + r}L${x - r} ${MIDDLE}Z`;
  const number =
    state === 'here'
      ? `<text x="${place === 0 ? x - 1.5 : x}" y="${MIDDLE + 3.6}" font-family="${COLOURS.font}" font-size="10" font-weight="600" text-anchor="middle" fill="${COLOURS.onLevels[tone]}">${n}</text>`
      : '';
  return `<path d="${shape}" fill="${fill}" stroke="${edge}" stroke-width="1.2" stroke-linejoin="round"/>${number}`;
}
