import type { Criterion, MeasureCondition } from '../model/types';
import type { Block, Phrase } from './document';
import { type Draft, phrase, term } from './draft';
import { type Candidate, type ConditionResult, proposeMeasures } from './propose-measures';

/** As many proposals as a reader of one page takes in. */
const MOST_PROPOSALS = 5;
/** Of them, as many as the summary has room for. */
const MOST_HEADLINES = 3;

/**
 * Measures whose rule holds, each with the chain from what is proposed back to the numbers it rests on.
 *
 * @param rejected measures an analyst has turned down: the next ones move up
 * @returns how many are proposed
 */
export function writeProposals(draft: Draft, rejected: readonly string[]): number {
  const candidates = proposeMeasures(draft.model, draft.aggregates).candidates.filter(
    ({ measure }) => !rejected.includes(measure.id)
  );
  const shown = candidates.slice(0, MOST_PROPOSALS);
  const headline = phrase('proposals.heading', { number: { number: shown.length } });
  draft.heading('proposals', headline, 3);
  draft.note('proposals-explain', phrase('proposals.explain'));
  if (shown.length > 0) draft.note('proposals-effect', phrase('chain.effect-note'));
  for (const [index, candidate] of shown.entries()) writeProposal(draft, candidate, index + 1);
  const more = candidates.slice(MOST_PROPOSALS);
  if (more.length > 0) {
    const measures = more.map(({ measure }) => phrase('report.quoted', { name: term('measure', measure.id) }));
    draft.paragraph(
      'proposals-more',
      phrase('proposals.more', { number: { number: more.length }, measures: { list: measures, style: 'and' } })
    );
  }
  return shown.length;
}

function writeProposal(draft: Draft, { measure, conditions }: Candidate, number: number): void {
  const title = phrase('proposal.title', { measure: term('measure', measure.id) });
  const ofRule = conditions.map(({ condition }) => condition);
  const sources = [
    ...new Set(ofRule.map(({ kind }) => (kind === 'criterion-unmet' ? 'table-answers' : 'table-barriers')))
  ];
  draft.blocks.push({
    kind: 'proposal',
    id: `proposal-${measure.id}`,
    number,
    measure: measure.id,
    title,
    actor: measure.actor,
    chain: {
      measure: [phrase('chain.change', { change: term('measure-change', measure.id) })],
      findings: findFindings(draft, measure.barriers, ofRule),
      barriers: measure.barriers.map((id) =>
        phrase('chain.barrier', { barrier: term('barrier', id), description: term('barrier-description', id) })
      ),
      criteria: measure.criteria.map((id) =>
        phrase('chain.criterion', {
          criterion: term('criterion', id),
          dimension: term('dimension', criterionOf(draft, id)?.dimension ?? '')
        })
      ),
      numbers: conditions.map(describeCondition),
      who: [
        phrase('proposal.actor', { actor: phrase(`actor.${measure.actor}`), cost: phrase(`cost.${measure.cost}`) })
      ],
      effect: describeEffect(draft, ofRule)
    },
    sources
  });
  if (number <= MOST_HEADLINES)
    draft.headlines.push({ about: `proposal-${measure.id}`, basis: 'proposed', text: title, sources });
}

const criterionOf = (draft: Draft, id: string): Criterion | undefined =>
  draft.model.criteria.find((one) => one.id === id);

/** What the report says of the dimensions its rule looks into and of its barriers; at least the chapter of barriers. */
function findFindings(draft: Draft, barriers: readonly string[], rule: readonly MeasureCondition[]): Phrase[] {
  const dimensions = new Set(
    rule.flatMap((condition) =>
      condition.kind === 'criterion-unmet' ? (criterionOf(draft, condition.criterion)?.dimension ?? []) : []
    )
  );
  const ids = new Set(barriers.flatMap((id) => [`barrier-${id}`, `severity-${id}`]));
  const ofBarriers = draft.blocks.filter((block) => block.kind === 'finding' && ids.has(block.id)).flatMap(link);
  const findings = [...[...dimensions].flatMap((id) => describeDimension(draft, id)), ...ofBarriers];
  return findings.length > 0 ? findings : draft.blocks.filter(({ id }) => id === 'barriers').flatMap(link);
}

function describeDimension(draft: Draft, id: string): Phrase[] {
  const told = draft.blocks.find((block) => block.id === `dimension-${id}-answering`);
  if (told) return link(told);
  const level = draft.aggregates.headlineLevel;
  const [ref, all] = [`levels-${id}.from-${level}`, `levels-${id}.all`];
  const reached = draft.optional(ref);
  const share = reached && draft.share(ref, all);
  if (!reached || !share) return [];
  const params = { dimension: term('dimension', id), reached, answered: draft.fact(all), share };
  const sentence = phrase('dimensions.answering', { ...params, level: { number: level } });
  return [phrase('chain.finding', { finding: { to: 'table-dimensions', phrase: sentence } })];
}

function link(block: Block): Phrase[] {
  return block.kind === 'finding' || block.kind === 'heading'
    ? [phrase('chain.finding', { finding: { to: block.id, phrase: block.text } })]
    : [];
}

/** What the numbers say would change: who stands one step before, and how many do not meet the criterion today. */
function describeEffect(draft: Draft, rule: readonly MeasureCondition[]): Phrase[] {
  const lines = rule.flatMap((condition) => {
    const criterion = condition.kind === 'criterion-unmet' ? criterionOf(draft, condition.criterion) : undefined;
    return criterion ? [...describeStep(draft, criterion), ...describeReach(draft, criterion)] : [];
  });
  return lines.length > 0 ? lines : [phrase('chain.unknown-effect')];
}

function describeStep(draft: Draft, { id, dimension, level }: Criterion): Phrase[] {
  const { levels, rule } = draft.model;
  const before = levels[levels.indexOf(level) - 1];
  const standing = before === undefined ? null : draft.optional(`levels-${dimension}.level-${before}`);
  if (rule.kind !== 'staged' || before === undefined || !standing) return [];
  return [
    phrase('chain.at-step', {
      standing,
      answered: draft.fact(`levels-${dimension}.all`),
      level: { number: before },
      dimension: term('dimension', dimension),
      criterion: term('criterion', id)
    })
  ];
}

function describeReach(draft: Draft, { id }: Criterion): Phrase[] {
  const [unmet, know] = [draft.count(`answers-${id}.unmet`), draft.count(`answers-${id}.know`)];
  if (!unmet || !know) return [];
  return [phrase('chain.could-meet', { unmet, know, criterion: term('criterion', id) })];
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
