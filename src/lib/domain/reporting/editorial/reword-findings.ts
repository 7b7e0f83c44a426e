import { LOCALES, type Locale } from '../../shared/locale';
import type { PublishedTable } from '../aggregate-types';
import type { Block, ProseWord } from '../document';
import type { OwnText } from './editorial';
import { readOwnLine } from './read-own-text';
import { notThere, type Telling } from './telling';

/** Findings with an analyst's sentence where there is one; in other languages the drafted one stays, which is warned of. */
export function rewordFindings(
  blocks: readonly Block[],
  texts: Readonly<Record<string, OwnText>>,
  tables: Readonly<Record<string, PublishedTable>>,
  { problems, warnings }: Telling
): Block[] {
  for (const id of Object.keys(texts))
    if (!blocks.some((block) => block.id === id && block.kind === 'finding')) warnings.push(notThere(`texts.${id}`));
  return blocks.map((block) => {
    if (block.kind !== 'finding' || !Object.hasOwn(texts, block.id)) return block;
    const text = texts[block.id]!;
    const own: Partial<Record<Locale, ProseWord[]>> = {};
    for (const locale of LOCALES) {
      const path = `texts.${block.id}.${locale}`;
      const typed = text[locale];
      if (!typed?.trim()) {
        warnings.push({
          code: 'not-in-every-language',
          path,
          message: `This finding is not reworded in "${locale}": there the drafted sentence stands - write it, or see that both say the same.`,
          facts: { locale }
        });
        continue;
      }
      const read = readOwnLine(typed, tables, path);
      if (!read.ok) problems.push(...read.problems);
      else {
        own[locale] = read.value.words;
        warnings.push(...read.value.warnings);
      }
    }
    return { ...block, own };
  });
}
