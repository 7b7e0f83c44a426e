import type { Phrase, TableRow } from './document';
import { type Draft, cell, findSoleHighest, phrase, term } from './draft';
import type { LiveNumber } from './live-number';

/** How many criteria stand at each end. */
const ENDS = 5;
const ANSWER_COLUMNS = ['yes', 'partly', 'no', 'dont-know', 'not-applicable', 'not-reached', 'unanswered'] as const;

interface Standing {
  id: string;
  share: LiveNumber;
}

/** What most have in place and what fewest have. The annex has every criterion. */
export function writeCriteria(draft: Draft): void {
  const ranked = rankCriteria(draft);
  const complete = ranked.length === draft.model.criteria.length;
  // a criterion whose share is withheld might stand higher
  const top = complete ? findSoleHighest(ranked, (one) => exact(draft, one)) : null;
  const headline = top
    ? phrase('criteria.heading', { criterion: term('criterion', top.id) })
    : phrase('criteria.heading-plain');
  draft.heading('criteria', headline, 3);
  if (top) draft.headlines.push({ about: 'criteria', basis: 'answering', text: headline, sources: ['table-answers'] });
  const ends = [...new Set([ranked[0], ranked.at(-1)])].filter((one) => one !== undefined);
  const number = Math.min(ENDS, Math.floor(ranked.length / 2));
  for (const { id, share } of ends) {
    const yes = draft.count(`answers-${id}.yes`);
    const know = draft.count(`answers-${id}.know`);
    if (!yes || !know) continue;
    const text = phrase('criteria.share', { yes, know, share, criterion: term('criterion', id) });
    draft.finding(
      `criterion-${id}`,
      'answering',
      text,
      number > 0 ? ['table-criteria-most', 'table-criteria-least'] : ['table-answers']
    );
  }
  draft.note('criteria-explain', phrase('criteria.explain'));
  if (number === 0) return;
  const most = ranked.slice(0, number).map(({ id }) => id);
  const least = ranked
    .slice(-number)
    .reverse()
    .map(({ id }) => id);
  writeAnswers(
    draft,
    'table-criteria-most',
    phrase(complete ? 'criteria.table-most' : 'criteria.table-most-shown', { number: { number } }),
    most
  );
  writeAnswers(
    draft,
    'table-criteria-least',
    phrase(complete ? 'criteria.table-least' : 'criteria.table-least-shown', { number: { number } }),
    least
  );
}

/** By share of yes, highest first; equal ones in model order. Those whose share is withheld are left out. */
function rankCriteria(draft: Draft): Standing[] {
  return draft.model.criteria
    .flatMap(({ id }): Standing[] => {
      const share = draft.share(`answers-${id}.yes`, `answers-${id}.know`);
      return share ? [{ id, share }] : [];
    })
    .sort((a, b) => exact(draft, b) - exact(draft, a));
}

function exact(draft: Draft, { id }: Standing): number {
  return draft.fact(`answers-${id}.yes`).value / draft.fact(`answers-${id}.know`).value;
}

/** Answers to criteria, in the order given. */
export function writeAnswers(draft: Draft, id: string, caption: Phrase, criteria: string[]): void {
  const row = (criterion: string): TableRow => {
    const table = `answers-${criterion}`;
    const nobody = draft.count(`${table}.know`)?.value === 0;
    return {
      header: term('criterion', criterion),
      cells: [
        ...ANSWER_COLUMNS.map((answer) => cell(draft.count(`${table}.${answer}`))),
        nobody ? 'none' : cell(draft.share(`${table}.yes`, `${table}.know`))
      ]
    };
  };
  draft.table(
    id,
    caption,
    [
      phrase('column.criterion'),
      ...ANSWER_COLUMNS.map((answer) => phrase(`column.${answer}`)),
      phrase('column.share-yes')
    ],
    criteria.map(row),
    criteria.map((criterion) => `answers-${criterion}`)
  );
}
