import type { AnswerValue } from '../../model/types';
import type { AggregateInput } from '../aggregate-types';
import { makeModel } from './small-model.fixture';

export const SMALL_MODEL = makeModel();
export type Sheet = [asks: AnswerValue, licence: AnswerValue];

/** So many municipalities of a size class and group, of which the first answer as told. */
export interface Block {
  size: 's1' | 's2' | 's4' | 's6';
  group: 'A' | 'B' | 'C';
  county: string;
  many: number;
  sheets: Sheet[];
}

export const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);
export const mixed = (yes: number, no: number): Sheet[] => [
  ...times<Sheet>(yes, ['yes', 'yes']),
  ...times<Sheet>(no, ['yes', 'no'])
];

export function makeWave(blocks: Block[]): AggregateInput {
  const municipalities: AggregateInput['municipalities'][number][] = [];
  const assessed: AggregateInput['assessed'][number][] = [];
  for (const { size, group, county, many, sheets } of blocks)
    for (let i = 0; i < many; i++) {
      const code = String(1000 + municipalities.length);
      municipalities.push({ code, sizeClass: size, mainGroup: group, county });
      const sheet = sheets[i];
      if (!sheet) continue;
      const [asks, licence] = sheet;
      const level = asks === 'yes' ? (licence === 'yes' ? 2 : 1) : 0;
      assessed.push({
        ...{ municipality: code, mode: 'self', overallLevel: level, levels: { legal: level } },
        answers: { asks, licence }
      });
    }
  const codes = municipalities.map(({ code }) => code);
  return { ...{ model: SMALL_MODEL, municipalities, assessed, met: [], barriers: [], threshold: 5 }, invited: codes };
}
