import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const documents = [
  ...readdirSync('.'),
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).map((name) => join('docs', name))
]
  .filter((name) => name.endsWith('.md'))
  .sort();

/** Lines with code in a fence are examples, not claims. */
const prose = (text: string) => text.replace(/^( *)```[\s\S]*?^\1```/gm, '');
const slug = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

/** Links and pictures whose target is not there, heading included. */
function brokenLinks(file: string, text: string): string[] {
  const targets = [...prose(text).matchAll(/\]\(([^)\s]+)\)|<img[^>]* src="([^"]+)"/g)].map(
    (match) => match[1] ?? match[2] ?? ''
  );
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [path = '', heading] = target.split('#');
    const there = path ? join(dirname(file), path) : file;
    if (!existsSync(there)) return true;
    const headings = heading
      ? [...prose(readFileSync(there, 'utf8')).matchAll(/^#+ (.+)$/gm)].map((match) => slug(match[1] ?? ''))
      : [];
    return heading !== undefined && !headings.includes(heading);
  });
}

/** Paths named in the text, as `src/env.ts`, that are not there. A star or braces stand for several. */
function missingPaths(text: string): string[] {
  const named = [
    ...prose(text).matchAll(/`((?:src|docs|tests|scripts|static|drizzle|project\.inlang)\/[^`*{\s]*)`/g)
  ].map((match) => match[1] ?? '');
  return named.filter((path) => !existsSync(path));
}

describe.each(documents)('%s', (file) => {
  const text = readFileSync(file, 'utf8');

  it('links to what is there', () => {
    expect(brokenLinks(file, text)).toEqual([]);
  });

  it('names files that are there', () => {
    expect(missingPaths(text)).toEqual([]);
  });
});

describe('the table of the Standard for Public Code', () => {
  const text = readFileSync('docs/standard-for-public-code.md', 'utf8');
  const rows = [...text.matchAll(/^\| [^|]+ \| (MUST|SHOULD|OPTIONAL) +\| (met|partly|open) +\|/gm)].map(
    ([, kind, state]) => `${kind} ${state}`
  );

  it('has a row for each of the 111 requirements of version 0.8.1', () => {
    expect(rows).toHaveLength(111);
  });

  it.each(['MUST', 'SHOULD', 'OPTIONAL'])('adds up what is met, partly met and open: %s', (kind) => {
    const counts = ['met', 'partly', 'open'].map((state) => rows.filter((row) => row === `${kind} ${state}`).length);
    const [, ...claimed] =
      new RegExp(`^\\| ${kind} \\((\\d+)\\) +\\| (\\d+) +\\| (\\d+) +\\| (\\d+)`, 'm').exec(text) ?? [];
    expect(claimed.map(Number)).toEqual([counts.reduce((sum, n) => sum + n, 0), ...counts]);
  });
});

describe('the record of dependencies', () => {
  it('gives a reason for every package', () => {
    const record = readFileSync('docs/decisions/0011-dependencies.md', 'utf8');
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    // `@types/*` and `workbox-*` stand for several
    const named = (name: string) =>
      record.includes(`\`${name}\``) || record.includes(`\`${name.replace(/(?<=^@types\/|^workbox-).*/, '*')}\``);
    expect(Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !named(name))).toEqual([]);
  });
});

describe('the check itself', () => {
  it('finds a broken link, a missing picture, a missing heading and a missing file', () => {
    const text =
      '[a](nowhere.md) [b](README.md#two-commands) [c](README.md#nothing) <img alt="" src="no.png" /> `src/no.ts` `src/env.ts`';
    expect(brokenLinks('README.md', text)).toEqual(['nowhere.md', 'README.md#nothing', 'no.png']);
    expect(missingPaths(text)).toEqual(['src/no.ts']);
  });
});
