/** A piece of SVG that is already escaped. */
export type Svg = string;

type Attributes = Record<string, string | number | undefined>;

/**
 * One element; attributes without a value are left out, numbers are rounded to a hundredth.
 *
 * @example
 * element('rect', { x: 1, width: 2.005 }) // '<rect x="1" width="2.01"/>'
 */
export function element(name: string, attributes: Attributes, children: readonly Svg[] = []): Svg {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? Math.round(value * 100) / 100 : escapeXml(value!)}"`)
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

/**
 * Text for an element or attribute; control characters, which XML cannot hold, are left out.
 *
 * @example
 * escapeXml('<b> & "c"') // '&lt;b&gt; &amp; &quot;c&quot;'
 */
export function escapeXml(text: string): Svg {
  return text
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Letters of Source Sans 3 are a little under half as wide as they are high. */
const LETTER = 0.47;

export function estimateWidth(text: string, size: number): number {
  return text.length * size * LETTER;
}

/**
 * Breaks a label at spaces into at most `most` lines; what does not fit ends in an ellipsis.
 *
 * @example
 * wrapLabel('Knowledge, culture and cooperation', 100, 13, 2) // ['Knowledge,', 'culture and…']
 */
export function wrapLabel(text: string, width: number, size: number, most: number): string[] {
  const fits = Math.max(1, Math.floor(width / (size * LETTER)));
  const lines: string[] = [];
  let line = '';
  // a space that must not break stays
  for (const word of text.split(/[ \t\n]+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= fits || line === '') line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  const kept = lines.slice(0, most);
  if (lines.length > most) kept[most - 1] += '…';
  return kept.map((one) => (one.length > fits ? `${one.slice(0, fits - 1)}…` : one));
}
