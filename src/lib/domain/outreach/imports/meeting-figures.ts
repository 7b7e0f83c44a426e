import { isSame } from '../../shared/merge-fields';
import { KNOWLEDGE_QUESTIONS, type KnowledgeAnswer, type KnowledgeQuestion, MOST_INTEREST } from '../kinds';
import { type Knowledge, wholeKnowledge } from '../meeting-parts';
import { type RowCells, splitList } from './row-cells';
import { KNOWLEDGE_VALUES, QUESTION_VALUES } from './value-words';

type Side = 'before' | 'after';
export const INTEREST_COLUMNS = ['interestBefore', 'interestAfter'] as const;
export const KNOWLEDGE_COLUMNS = { knowledgeBefore: 'before', knowledgeAfter: 'after' } as const;
type FigureColumn = (typeof INTEREST_COLUMNS)[number] | keyof typeof KNOWLEDGE_COLUMNS;

/** What a row says of interest and knowledge; what it does not speak of is left out. */
export interface FiguresSaid {
  interestBefore?: number;
  interestAfter?: number;
  knowledge: { id: KnowledgeQuestion; side: Side; answer: KnowledgeAnswer }[];
}

/** Interest and knowledge as a meeting has them. */
export interface MeetingFigures {
  interestBefore: number | null;
  interestAfter: number | null;
  knowledge: readonly Knowledge[];
}

export const NO_FIGURES: MeetingFigures = { interestBefore: null, interestAfter: null, knowledge: [] };

/** Interest is a number of the scale; knowledge stands as `Benefit: some; Licences: none`. */
export function readFigures(cells: RowCells): FiguresSaid {
  const said: FiguresSaid = { knowledge: [] };
  for (const column of INTEREST_COLUMNS) {
    const text = cells.text(column);
    if (text === '') continue;
    // a spreadsheet may have made it 4.0
    const level = /^[1-9](?:[.,]0+)?$/.test(text) ? Number(text[0]) : 0;
    if (level >= 1 && level <= MOST_INTEREST) said[column] = level;
    else
      cells.refuse(column, 'interest-invalid', `write a whole number from 1 to ${MOST_INTEREST}`, {
        most: MOST_INTEREST
      });
  }
  for (const [column, side] of Object.entries(KNOWLEDGE_COLUMNS) as [keyof typeof KNOWLEDGE_COLUMNS, Side][]) {
    for (const one of splitList(cells.text(column))) {
      const [, question = '', level = ''] = /^([^:=]*)[:=]([^:=]*)$/.exec(one) ?? [];
      const [id, answer] = [QUESTION_VALUES.read(question), KNOWLEDGE_VALUES.read(level)];
      if (id && answer) said.knowledge.push({ id, side, answer });
      else
        cells.refuse(
          column,
          'knowledge-invalid',
          `write what was asked and how much was known, such as Benefit: some; the questions are ${QUESTION_VALUES.all('en')}, the answers ${KNOWLEDGE_VALUES.all('en')}`,
          {},
          one
        );
    }
  }
  return said;
}

/**
 * What a row changes in a meeting's figures, and in which columns.
 *
 * @example
 * planFigures({ interestBefore: 4, knowledge: [] }, NO_FIGURES)
 * // { figures: { interestBefore: 4 }, columns: ['interestBefore'] }
 */
export function planFigures(
  said: FiguresSaid,
  present: MeetingFigures
): { figures: Partial<MeetingFigures>; columns: FigureColumn[] } {
  const figures: Partial<MeetingFigures> = {};
  const columns: FigureColumn[] = [];
  for (const column of INTEREST_COLUMNS) {
    const level = said[column];
    if (level === undefined || level === present[column]) continue;
    figures[column] = level;
    columns.push(column);
  }
  const before = wholeKnowledge(present.knowledge);
  const after = before.map((one) => ({
    ...one,
    ...Object.fromEntries(said.knowledge.filter(({ id }) => id === one.id).map(({ side, answer }) => [side, answer]))
  }));
  for (const [column, side] of Object.entries(KNOWLEDGE_COLUMNS) as [keyof typeof KNOWLEDGE_COLUMNS, Side][])
    if (
      !isSame(
        before.map((one) => one[side]),
        after.map((one) => one[side])
      )
    )
      columns.push(column);
  if (!isSame(before, after)) figures.knowledge = after;
  return { figures, columns };
}

/** @example writeKnowledge([{ id: 'benefit', before: 'some', after: null }], 'before', 'en') // 'Benefit: Some' */
export function writeKnowledge(list: readonly Knowledge[], side: Side, locale: 'en' | 'sv' | 'nl'): string {
  return KNOWLEDGE_QUESTIONS.flatMap((question) => {
    const answer = list.find(({ id }) => id === question)?.[side];
    return answer ? [`${QUESTION_VALUES.write(question, locale)}: ${KNOWLEDGE_VALUES.write(answer, locale)}`] : [];
  }).join('; ');
}
