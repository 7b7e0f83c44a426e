import { LOCALES, type Locale } from '../../shared/locale';
import type { Problem } from '../../shared/result';
import type { PublishedTable } from '../aggregate-types';
import type { Block, ProsePart } from '../document';
import type { Redaction } from '../edition';
import { phrase } from '../draft';
import { attributeQuote } from './attribute-quote';
import type { Addition, OwnText } from './editorial';
import { splitSections } from './order-blocks';
import { findBareNumbers, readOwnText } from './read-own-text';
import type { Telling } from './telling';

type Tables = Readonly<Record<string, PublishedTable>>;

/** Texts, quotes and pictures of analysts put where they belong; chapters first, so that others can stand in them. */
export function addBlocks(
  blocks: readonly Block[],
  additions: readonly Addition[],
  tables: Tables,
  tell: Telling
): Block[] {
  let all = [...blocks];
  const made = additions.map((addition) => ({ addition, blocks: writeAddition(addition, tables, tell) }));
  const chapters = made.filter(({ addition }) => addition.kind === 'chapter');
  const others = made.filter(({ addition }) => addition.kind !== 'chapter');
  // a chapter may stand behind one that is put in later
  let waiting = [...chapters, ...others];
  for (let left = -1; left !== waiting.length;) {
    left = waiting.length;
    waiting = waiting.filter((one) => {
      const placed = place(all, one.addition, one.blocks, besideOf(one.addition, additions));
      if (placed) all = placed;
      return !placed;
    });
  }
  tell.problems.push(...waiting.map(({ addition }) => placeGone(addition)));
  return all;
}

/** The heading of an analyst's own chapter, as a place for other things. */
export const ownChapterId = (id: string) => `own-${id}`;

function place(
  blocks: readonly Block[],
  addition: Addition,
  made: readonly Block[],
  earlier: ReadonlySet<string>
): Block[] | null {
  const whole = addition.kind === 'chapter';
  const sections = splitSections(blocks, whole ? 2 : 3);
  // a chapter stands behind the whole of another, whichever part of that was named
  const at = sections.findIndex(({ id, blocks: own }) =>
    whole ? own.some((block) => block.id === addition.place.chapter) : id === addition.place.chapter
  );
  if (at < 0) return null;
  const before = sections.slice(0, at).reduce((sum, section) => sum + section.blocks.length, 0);
  const inside = sections[at]!.blocks;
  const behind = whole ? -1 : inside.findIndex(({ id }) => id === addition.place.after);
  let cut = before + (behind < 0 ? inside.length : behind + 1);
  // what was put behind the same block earlier stays in front
  while (behind >= 0 && earlier.has(blocks[cut]?.id ?? '')) cut++;
  return [...blocks.slice(0, cut), ...made, ...blocks.slice(cut)];
}

/** Those put behind the same block before this one. */
function besideOf({ id, place: { after } }: Addition, additions: readonly Addition[]): ReadonlySet<string> {
  const at = additions.findIndex((one) => one.id === id);
  return new Set(additions.slice(0, at).flatMap((one) => (one.place.after === after ? one.id : [])));
}

function placeGone({ id, place: { chapter } }: Addition): Problem {
  const message = `The chapter "${chapter}" is not in the report any more - put this into another one.`;
  return { code: 'place-gone', path: `additions.${id}.place`, message };
}

function writeAddition(addition: Addition, tables: Tables, tell: Telling): Block[] {
  const { id } = addition;
  if (addition.redacted) return redactedBlocks(addition, addition.redacted);
  const path = `additions.${id}`;
  switch (addition.kind) {
    case 'paragraph':
      return [{ kind: 'prose', id, parts: readParts(addition.text, tables, `${path}.text`, tell) }];
    case 'chapter': {
      const title = plain(addition.title, `${path}.title`, tell);
      return [
        ownHeading(id, title),
        { kind: 'prose', id, parts: readParts(addition.text, tables, `${path}.text`, tell) }
      ];
    }
    case 'quote':
      return [{ kind: 'quote', id, text: plain(addition.text, `${path}.text`, tell), by: attributeQuote(addition) }];
    case 'picture': {
      const { sha256, type, width, height } = addition;
      for (const locale of LOCALES) if (!addition.alt[locale]?.trim()) tell.problems.push(altMissing(path, locale));
      const alt = plain(addition.alt, `${path}.alt`, tell);
      const caption = plain(addition.caption, `${path}.caption`, tell);
      return [{ kind: 'picture', id, sha256, type, width, height, alt, caption }];
    }
  }
}

export function ownHeading(id: string, title: OwnText): Block {
  const written = LOCALES.some((locale) => title[locale] !== undefined);
  const text = written ? phrase('own.text', { text: { own: title } }) : phrase('own.redacted-title');
  return { kind: 'heading', id: ownChapterId(id), level: 2, text };
}

/** What stands where something was taken out. */
export function redactedNote(id: string, kind: Exclude<Redaction['kind'], 'named'>): Block {
  return { kind: 'note', id, tone: 'withheld', text: phrase(`own.redacted-${kind}`) };
}

function redactedBlocks(addition: Addition, kind: NonNullable<Addition['redacted']>): Block[] {
  const note = redactedNote(addition.id, kind);
  return addition.kind === 'chapter' ? [ownHeading(addition.id, addition.title), note] : [note];
}

function altMissing(path: string, locale: Locale): Problem {
  const message = `This picture has no text in "${locale}" for those who do not see it - say what can be seen and why it is here.`;
  return { code: 'alt-missing', path: `${path}.alt.${locale}`, message, facts: { locale } };
}

function readParts(text: OwnText, tables: Tables, path: string, tell: Telling): Partial<Record<Locale, ProsePart[]>> {
  const parts: Partial<Record<Locale, ProsePart[]>> = {};
  for (const locale of LOCALES) {
    const typed = text[locale];
    if (!typed?.trim()) {
      tell.warnings.push(notWritten(path, locale));
      continue;
    }
    const read = readOwnText(typed, tables, `${path}.${locale}`);
    if (!read.ok) tell.problems.push(...read.problems);
    else {
      parts[locale] = read.value.parts;
      tell.warnings.push(...read.value.warnings);
    }
  }
  return parts;
}

function notWritten(path: string, locale: Locale): Problem {
  const message = `This is not written in "${locale}": readers of that report see it in another language - write it.`;
  return { code: 'not-in-every-language', path: `${path}.${locale}`, message, facts: { locale } };
}

/** Words without Markdown: titles, quotes, alternatives to pictures. */
function plain(text: OwnText, path: string, { warnings }: Telling): OwnText {
  const kept: OwnText = {};
  for (const locale of LOCALES) {
    const typed = text[locale]?.trim();
    if (!typed) continue;
    kept[locale] = typed.replaceAll(/\s+/g, ' ');
    warnings.push(...findBareNumbers(typed, `${path}.${locale}`));
  }
  return kept;
}
