import type { Aggregates, PublishedTable } from '../aggregate-types';
import type { Block, ReportDocument } from '../document';
import type { EditionContent } from '../edition';
import { LOCALES, type Locale } from '../../shared/locale';

/** A cell as an edition shows it: its number, that it is withheld, or that there is none. */
export type Shown = number | 'withheld' | 'none';

export interface EditionComparison {
  numbers: { ref: string; before: Shown; after: Shown }[];
  /** Findings, texts, quotes, proposals: by id, in the order of the later edition, then those that are gone. */
  blocks: { id: string; kind: Block['kind']; change: 'added' | 'removed' | 'changed' }[];
  /** Sentences of the program itself that read otherwise, by language. */
  texts: { locale: Locale; keys: string[] }[];
  model: { before: string; after: string } | null;
  software: { before: string; after: string } | null;
}

/**
 * What differs between two editions. A block counts as changed where what it says does, its numbers included; that it
 * was only numbered or moved elsewhere does not.
 *
 * @example
 * compareEditions(first, second).numbers // [{ ref: 'coverage.answered', before: 214, after: 221 }]
 */
export function compareEditions(before: EditionContent, after: EditionContent): EditionComparison {
  const name = ({ model }: EditionContent) => `${model.id} ${model.version}`;
  const differ = (one: string, other: string) => (one === other ? null : { before: one, after: other });
  return {
    numbers: compareNumbers(before.aggregates, after.aggregates),
    blocks: compareBlocks(before.document, after.document),
    texts: LOCALES.flatMap((locale) => {
      const [one, other] = [before.reportTexts[locale], after.reportTexts[locale]];
      const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])] as (keyof typeof one)[];
      const changed = keys.filter((key) => JSON.stringify(one[key]) !== JSON.stringify(other[key]));
      return changed.length > 0 ? [{ locale, keys: changed }] : [];
    }),
    model: differ(name(before), name(after)),
    software: differ(before.software, after.software)
  };
}

function compareNumbers(before: Aggregates, after: Aggregates): EditionComparison['numbers'] {
  const [one, other] = [shownCells(before), shownCells(after)];
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((ref) => {
    const [was, is] = [one.get(ref) ?? 'none', other.get(ref) ?? 'none'];
    return was === is ? [] : [{ ref, before: was, after: is }];
  });
}

function shownCells(aggregates: Aggregates): Map<string, Shown> {
  const tables: PublishedTable[] = aggregates.status === 'ready' ? Object.values(aggregates.tables) : [];
  return new Map(
    tables.flatMap(({ id, cells }) =>
      Object.entries(cells).map(([cell, count]): [string, Shown] => [
        `${id}.${cell}`,
        count.status === 'published' ? count.n : 'withheld'
      ])
    )
  );
}

function compareBlocks(before: ReportDocument, after: ReportDocument): EditionComparison['blocks'] {
  const was = new Map(before.blocks.map((block) => [block.id, block]));
  const is = new Set(after.blocks.map(({ id }) => id));
  return [
    ...after.blocks.flatMap((block) => {
      const other = was.get(block.id);
      if (other && said(other) === said(block)) return [];
      return [{ id: block.id, kind: block.kind, change: other ? ('changed' as const) : ('added' as const) }];
    }),
    ...before.blocks.flatMap(({ id, kind }) => (is.has(id) ? [] : [{ id, kind, change: 'removed' as const }]))
  ];
}

/** What a block says, whatever its number. */
function said(block: Block): string {
  const { number: _number, ...rest } = { number: 0, ...block };
  return JSON.stringify(rest);
}
