import type { Criterion, MaturityModel, Measure, ModelText } from '../../model/types';

function criterion(id: string, level: number): Criterion {
  return {
    id,
    dimension: 'legal',
    level,
    kind: 'required',
    effort: 'hours',
    role: 'officer',
    evidence: { kind: 'none', required: false },
    dependsOn: [],
    canBeNotApplicable: false,
    canBePartly: true,
    freshMonths: 12,
    barriers: [],
    mapping: [],
    inCheck: false
  };
}

/** One dimension, two criteria, one barrier; measures as given. */
export function makeModel(measures: Measure[] = []): MaturityModel {
  return {
    format: 1,
    id: 'small',
    version: '1.0.0',
    rule: { kind: 'staged' },
    levels: [0, 1, 2],
    dimensions: [{ id: 'legal' }],
    criteria: [criterion('asks', 1), criterion('licence', 2)],
    barrierGroups: ['law'],
    barriers: [{ id: 'unsure', group: 'law' }],
    measures
  };
}

export const SMALL_TEXT: ModelText = {
  locale: 'en',
  reviewed: true,
  name: 'Small model',
  levels: {
    0: { name: 'Start', description: '' },
    1: { name: 'Curious', description: '' },
    2: { name: 'First', description: '' }
  },
  dimensions: { legal: { name: 'Licences', asks: '' } },
  criteria: {
    asks: { statement: 'We ask.', yesMeans: [], partlyMeans: '', why: '', tips: [] },
    licence: { statement: 'We have a licence.', yesMeans: [], partlyMeans: '', why: '', tips: [] }
  },
  barrierGroups: { law: 'Law' },
  barriers: { unsure: { name: 'Unsure', description: 'Nobody knows.', quote: '' } },
  measures: {}
};
