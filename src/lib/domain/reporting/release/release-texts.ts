import type en from '$lib/content/release/en.json';

/** The words of files for programs, of workbooks and of what describes them. */
export type ReleaseTexts = typeof en;

/**
 * A text with its places filled.
 *
 * @example
 * fill('Level {level}: {name}', { level: '2', name: 'Curious' }) // 'Level 2: Curious'
 */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The text "${text}" asks for {${name}}, which was not given`);
    return value;
  });
}
