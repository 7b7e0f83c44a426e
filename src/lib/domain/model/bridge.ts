import { refuseAll, ok, type Problem, type Result } from '../shared/result';
import type { AnswerSheet, AnswerValue, MaturityModel } from './types';

/** One criterion of the newer version and the older criteria that answer it. */
export interface BridgeEntry {
  /** Criterion of the newer version. */
  to: string;
  /** Criteria of the older version: the newer one is answered only where all of these are, with the weakest of them. */
  from: string[];
}

/** Says which old criterion answers which new one. What has no entry is not carried. */
export interface ModelBridge {
  from: { id: string; version: string };
  to: { id: string; version: string };
  carries: BridgeEntry[];
}

type Versioned = Pick<MaturityModel, 'id' | 'version' | 'criteria'>;

const nameOf = ({ id, version }: { id: string; version: string }) => ({ id, version });

/**
 * The bridge between two versions that keep their ids: what both have is carried as it stands.
 *
 * @example
 * // old: a, b; new: b, c
 * identityBridge(old, next).carries; // [{ to: 'b', from: ['b'] }]
 */
export function identityBridge(old: Versioned, next: Versioned): ModelBridge {
  const known = new Set(old.criteria.map(({ id }) => id));
  const carries = next.criteria.flatMap(({ id }) => (known.has(id) ? [{ to: id, from: [id] }] : []));
  return { from: nameOf(old), to: nameOf(next), carries };
}

/**
 * A bridge that fits the two versions it stands between, or everything that does not.
 *
 * Codes: `bridge-version`, `bridge-unknown`, `bridge-twice`, `bridge-empty`.
 *
 * @example
 * checkBridge({ ...bridge, carries: [{ to: 'legal-licence', from: ['licence'] }] }, old, next);
 * // { ok: false, problems: [{ code: 'bridge-unknown', path: 'bridge.carries.0.from.0',
 * //   message: 'bridge.carries.0.from.0 names "licence", which roadmap 1.0.0 does not have - use a criterion of that version.' }] }
 */
export function checkBridge(bridge: ModelBridge, old: Versioned, next: Versioned): Result<ModelBridge> {
  const problems: Problem[] = [];
  const say = (code: string, path: string, says: string) => problems.push({ code, path, message: `${path} ${says}.` });
  for (const [side, model] of [
    ['from', old],
    ['to', next]
  ] as const) {
    const { id, version } = bridge[side];
    if (id === model.id && version === model.version) continue;
    say('bridge-version', `bridge.${side}`, `is ${id} ${version} - it must be ${model.id} ${model.version}`);
  }
  const [oldIds, newIds] = [old, next].map(({ criteria }) => new Set(criteria.map(({ id }) => id))) as [
    Set<string>,
    Set<string>
  ];
  const seen = new Set<string>();
  bridge.carries.forEach(({ to, from }, at) => {
    const place = `bridge.carries.${at}`;
    const unknown = (path: string, id: string, model: Versioned) =>
      say(
        'bridge-unknown',
        path,
        `names "${id}", which ${model.id} ${model.version} does not have - use a criterion of that version`
      );
    if (!newIds.has(to)) unknown(`${place}.to`, to, next);
    if (seen.has(to)) say('bridge-twice', `${place}.to`, `is "${to}" a second time - give each criterion one entry`);
    seen.add(to);
    if (from.length === 0)
      say('bridge-empty', `${place}.from`, 'is empty - name the older criteria, or remove the entry');
    from.forEach((id, index) => {
      if (!oldIds.has(id)) unknown(`${place}.from.${index}`, id, old);
      if (from.indexOf(id) !== index)
        say('bridge-twice', `${place}.from.${index}`, `is "${id}" a second time - name it once`);
    });
  });
  return problems.length === 0 ? ok(bridge) : refuseAll(problems);
}

/**
 * From weakest to strongest, as a joint answer to "all of these": one no makes it no; a don't-know cannot be outweighed by
 * a yes; what is not applicable leaves the question to the others.
 */
const WEAKEST_FIRST: readonly AnswerValue[] = ['no', 'not-reached', 'dont-know', 'partly', 'yes', 'not-applicable'];

/**
 * The weakest of several answers.
 *
 * @example
 * weakestOf(['yes', 'not-applicable', 'partly']); // 'partly'
 */
export function weakestOf(values: readonly AnswerValue[]): AnswerValue | undefined {
  return WEAKEST_FIRST.find((value) => values.includes(value));
}

export interface CarriedAnswers {
  /** Answers to criteria of the newer version. */
  answers: AnswerSheet;
  /** Older criteria with an answer that went nowhere, in the order of the answers given. */
  notCarried: string[];
  /** Newer criteria that have an entry but lack an answer to one of its older criteria. */
  unanswered: string[];
}

/**
 * Answers given under the older version as answers to the newer one.
 *
 * @example
 * // 'licence' is answered by 'first-licence' and 'standard-licence' together
 * carryAnswers(bridge, { 'first-licence': 'yes', 'standard-licence': 'partly', fees: 'no' });
 * // { answers: { licence: 'partly' }, notCarried: ['fees'], unanswered: [] }
 */
export function carryAnswers(bridge: ModelBridge, answers: AnswerSheet): CarriedAnswers {
  const carried: Record<string, AnswerValue> = {};
  const used = new Set<string>();
  const unanswered: string[] = [];
  for (const { to, from } of bridge.carries) {
    const values = from.flatMap((id) => (Object.hasOwn(answers, id) ? [answers[id]!] : []));
    const weakest = values.length === from.length ? weakestOf(values) : undefined;
    if (weakest === undefined) unanswered.push(to);
    else {
      carried[to] = weakest;
      for (const id of from) used.add(id);
    }
  }
  return { answers: carried, notCarried: Object.keys(answers).filter((id) => !used.has(id)), unanswered };
}

/**
 * Two bridges in a row as one: carrying over the result gives the same answers as carrying over one after the other.
 *
 * @example
 * joinBridges(from10to11, from11to12).to; // { id: 'roadmap', version: '1.2.0' }
 */
export function joinBridges(first: ModelBridge, second: ModelBridge): ModelBridge {
  const sources = new Map(first.carries.map(({ to, from }) => [to, from]));
  const carries = second.carries.flatMap(({ to, from }) => {
    const parts = from.map((id) => sources.get(id));
    return parts.every((part) => part !== undefined) ? [{ to, from: [...new Set(parts.flat())] }] : [];
  });
  return { from: first.from, to: second.to, carries };
}
