import type { Phrase } from './document';
import { type Draft, phrase, term } from './draft';
import { type Candidate, type ConditionResult, proposeMeasures } from './propose-measures';

/** As many proposals as a reader of one page takes in. */
const MOST_PROPOSALS = 3;

/** Chapter: measures whose rule holds, each with the chain from numbers to what should be done. */
export function writeProposals(draft: Draft): void {
  const { candidates } = proposeMeasures(draft.model, draft.aggregates);
  const shown = candidates.slice(0, MOST_PROPOSALS);
  const headline = phrase('proposals.heading', { number: { number: shown.length } });
  draft.heading('proposals', headline);
  draft.note('proposals-explain', phrase('proposals.explain'));
  for (const [index, candidate] of shown.entries()) writeProposal(draft, candidate, index + 1);
  const more = candidates.slice(MOST_PROPOSALS);
  if (more.length > 0) {
    const measures = more.map(({ measure }) => phrase('report.quoted', { name: term('measure', measure.id) }));
    draft.paragraph(
      'proposals-more',
      phrase('proposals.more', { number: { number: more.length }, measures: { list: measures, style: 'and' } })
    );
  }
}

function writeProposal(draft: Draft, { measure, conditions }: Candidate, number: number): void {
  const title = phrase('proposal.title', { measure: term('measure', measure.id) });
  const sources = [
    ...new Set(
      conditions.map(({ condition }) => (condition.kind === 'criterion-unmet' ? 'table-answers' : 'table-barriers'))
    )
  ];
  draft.blocks.push({
    kind: 'proposal',
    id: `proposal-${measure.id}`,
    number,
    measure: measure.id,
    title,
    actor: measure.actor,
    chain: {
      numbers: conditions.map(describeCondition),
      criteria: measure.criteria.map((id) => {
        const dimension = draft.model.criteria.find((one) => one.id === id)?.dimension ?? '';
        return phrase('chain.criterion', { criterion: term('criterion', id), dimension: term('dimension', dimension) });
      }),
      barriers: measure.barriers.map((id) =>
        phrase('chain.barrier', { barrier: term('barrier', id), description: term('barrier-description', id) })
      ),
      measure: [
        phrase('chain.change', { change: term('measure-change', measure.id) }),
        phrase('proposal.actor', { actor: phrase(`actor.${measure.actor}`), cost: phrase(`cost.${measure.cost}`) })
      ]
    },
    sources
  });
  draft.headlines.push({ about: `proposal-${measure.id}`, basis: 'proposed', text: title, sources });
}

function describeCondition({ condition, counts, share }: Extract<ConditionResult, { met: true }>): Phrase {
  const least = { number: Math.round(condition.minShare * 1000) / 10 };
  if (condition.kind === 'barrier-raised') {
    const params = { share, least, count: { number: condition.minCount }, barrier: term('barrier', condition.barrier) };
    return phrase('chain.raised', { ...params, ...counts! });
  }
  const params = { share, least, criterion: term('criterion', condition.criterion) };
  return counts ? phrase('chain.unmet', { ...params, ...counts }) : phrase('chain.unmet-least', params);
}
