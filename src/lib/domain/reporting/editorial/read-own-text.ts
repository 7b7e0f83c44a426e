import type { List, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { type Problem, type Result, ok, refuse, refuseAll } from '../../shared/result';
import type { PublishedTable } from '../aggregate-types';
import type { ProsePart, ProseWord } from '../document';
import { readReference } from './read-reference';

type Tables = Readonly<Record<string, PublishedTable>>;
type Look = Omit<ProseWord, 'text'>;

export interface OwnParts {
  parts: ProsePart[];
  /** Numbers typed as such: they stay as they are when results change. */
  warnings: Problem[];
}

/**
 * Markdown of an analyst, taken apart: paragraphs, lists and headings of the third level; bold, italic, https links;
 * numbers in braces read from the tables.
 *
 * Errors, each with what was found: `markdown-not-allowed`, `markdown-heading`, `link-not-https`, and those of
 * `readReference`. Warning: `bare-number`.
 *
 * @param path Where the text stands, for the messages.
 *
 * @example
 * readOwnText('Of these, **{coverage.answered}** answered.', tables, 'texts.intro.en')
 * // { ok: true, value: { parts: [{ part: 'paragraph', text: [{ text: 'Of these, ' }, { text: { ref: 'coverage.answered',
 * //   as: 'count', value: 214 }, strong: true }, { text: ' answered.' }] }], warnings: [] } }
 */
export function readOwnText(markdown: string, tables: Tables, path: string): Result<OwnParts> {
  const reader = new Reader(tables, path);
  const parts = fromMarkdown(markdown).children.flatMap((node) => reader.block(node));
  return reader.problems.length > 0 ? refuseAll(reader.problems) : ok({ parts, warnings: reader.warnings });
}

/**
 * The same for what is one paragraph: what a finding says.
 *
 * Errors: those of `readOwnText`, and `one-paragraph`.
 *
 * @example
 * readOwnLine('Most of them {overall.from-2}.', tables, 'texts.levels.en')
 */
export function readOwnLine(
  markdown: string,
  tables: Tables,
  path: string
): Result<{ words: ProseWord[]; warnings: Problem[] }> {
  const read = readOwnText(markdown, tables, path);
  if (!read.ok) return read;
  const [first, ...rest] = read.value.parts;
  if (first?.part !== 'paragraph' || rest.length > 0)
    return refuse(
      'one-paragraph',
      path,
      'A finding is one paragraph - put what is more than that into a text of its own.'
    );
  return ok({ words: first.text, warnings: read.value.warnings });
}

/**
 * Numbers typed in a text, those in braces left out; each once.
 *
 * @example
 * typedNumbers('By 2030 {coverage.answered} of 290') // ['2030', '290']
 */
export function typedNumbers(markdown: string): string[] {
  const reader = new Reader({}, '');
  for (const node of fromMarkdown(markdown).children) reader.block(node);
  return [...new Set(reader.warnings.map(({ facts }) => String(facts?.number)))];
}

const NAMES: Partial<Record<string, string>> = {
  html: 'HTML',
  code: 'code',
  inlineCode: 'code',
  blockquote: 'a quotation (use a quote with consent)',
  thematicBreak: 'a line across',
  image: 'a picture (add it as a picture, with its text)',
  imageReference: 'a picture (add it as a picture, with its text)',
  linkReference: 'a link by name (write the address in round brackets)',
  definition: 'a link by name (write the address in round brackets)'
};
/** A host of letters, digits, dots and hyphens; no user name in front of it. */
const HTTPS = /^https:\/\/[\p{L}\p{N}.-]+(:\d+)?([/?#]\S*)?$/iu;

class Reader {
  readonly problems: Problem[] = [];
  readonly warnings: Problem[] = [];

  constructor(
    private readonly tables: Tables,
    private readonly path: string
  ) {}

  block(node: RootContent): ProsePart[] {
    if (node.type === 'paragraph') return [{ part: 'paragraph', text: this.words(node.children, {}) }];
    if (node.type === 'list') return [{ part: 'list', ordered: node.ordered === true, items: this.items(node) }];
    if (node.type !== 'heading') return this.refuseNode(node.type);
    if (node.depth !== 3)
      this.fail('markdown-heading', `A heading in a text is one of level 3 ("### ...") - got level ${node.depth}.`);
    return [{ part: 'heading', level: 3, text: this.words(node.children, {}) }];
  }

  private items(list: List): ProseWord[][] {
    return list.children.map(({ children }) => {
      const [first, ...rest] = children;
      if (first?.type === 'paragraph' && rest.length === 0) return this.words(first.children, {});
      if (first)
        this.fail('markdown-not-allowed', 'A point of a list is one paragraph, without a list in it - shorten it.');
      return [];
    });
  }

  private words(nodes: readonly PhrasingContent[], look: Look): ProseWord[] {
    return nodes.flatMap((node): ProseWord[] => {
      if (node.type === 'text') return this.text(node.value, look);
      if (node.type === 'break') return [{ text: ' ', ...look }];
      if (node.type === 'strong') return this.words(node.children, { ...look, strong: true });
      if (node.type === 'emphasis') return this.words(node.children, { ...look, emphasis: true });
      if (node.type !== 'link') return this.refuseNode(node.type);
      if (!HTTPS.test(node.url)) this.fail('link-not-https', `A link must start with https:// - got "${node.url}".`);
      return this.words(node.children, { ...look, href: node.url });
    });
  }

  private text(value: string, look: Look): ProseWord[] {
    return value
      .replaceAll(/\s*\n\s*/g, ' ')
      .split(/\{([^{}]*)\}/)
      .flatMap((part, index): ProseWord[] => {
        if (index % 2 === 0) return this.plain(part, look);
        const number = readReference(part, this.tables);
        if (number.ok) return [{ text: number.value, ...look }];
        for (const { code, message } of number.problems) this.fail(code, message);
        return [];
      });
  }

  private plain(text: string, look: Look): ProseWord[] {
    if (/[{}]/.test(text))
      this.fail(
        'bad-reference',
        `A number in braces is opened and closed in one go: {table.cell} - got "${text.trim()}".`
      );
    this.warnings.push(...findBareNumbers(text, this.path));
    return text === '' ? [] : [{ text, ...look }];
  }

  private refuseNode(type: string): [] {
    this.fail(
      'markdown-not-allowed',
      `A text has paragraphs, lists, headings of level 3, bold, italic and links - got ${NAMES[type] ?? type}. Take it out.`
    );
    return [];
  }

  private fail(code: string, message: string): void {
    this.problems.push({ code, path: this.path, message });
  }
}

/**
 * Numbers typed as such: nobody sees when they stop being true. A year or a section may stay.
 *
 * @example
 * findBareNumbers('In 2026 all was well', 'texts.a.en')[0]?.facts // { number: '2026' }
 */
export function findBareNumbers(text: string, path: string): Problem[] {
  return [...text.matchAll(/\p{N}(?:[\p{N}.,\u00a0\u202f]*\p{N})?/gu)].map(([number]) => ({
    code: 'bare-number',
    path,
    message: `${number} is typed: it stays as it is when results change - write a result as {table.cell}, keep a year or a section.`,
    facts: { number }
  }));
}
