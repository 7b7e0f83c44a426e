import type { TextParts, TextSection } from './sound-parts';

export interface TextLeaf {
  section: TextSection;
  /** Of the entry the text belongs to. */
  id: string;
  /** Within the file: `"criteria.legal-release-check.tips.0.text"`. */
  path: string;
  text: string;
}

function* walk(value: unknown, path: string): Generator<{ path: string; text: string }> {
  if (typeof value === 'string') {
    if (value !== '') yield { path, text: value };
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* walk(inner, `${path}.${key}`);
  }
}

/**
 * Every single text of a file that is not empty, with its place.
 *
 * @example
 * listLeaves(soundTextParts({ barrierGroups: { law: 'Juridik' } }, 'texts.sv'));
 * // [{ section: 'barrierGroups', id: 'law', path: 'barrierGroups.law', text: 'Juridik' }]
 */
export function listLeaves(parts: TextParts): TextLeaf[] {
  return (Object.keys(parts.sections) as TextSection[]).flatMap((section) =>
    [...(parts.sections[section] ?? [])].flatMap(([id, entry]) =>
      [...walk(entry, `${section}.${id}`)].map((leaf) => ({ section, id, ...leaf }))
    )
  );
}
