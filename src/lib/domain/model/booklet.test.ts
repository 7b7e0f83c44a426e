import { describe, expect, it } from 'vitest';
import modelFile from '$lib/content/models/roadmap-1.0.0/model.json';
import textFile from '$lib/content/models/roadmap-1.0.0/en.json';
import { gatherBooklet } from './booklet';
import type { MaturityModel, ModelText } from './types';

const model = modelFile as MaturityModel;
const text = textFile as ModelText;

describe('gatherBooklet', () => {
  const booklet = gatherBooklet(model, text);
  const steps = booklet.dimensions.flatMap(({ levels }) => levels.flatMap(({ criteria }) => criteria));

  it('has every step once, with the words of the model', () => {
    expect(steps.map(({ criterion }) => criterion.id).sort()).toEqual(model.criteria.map(({ id }) => id).sort());
    for (const { criterion, text: words } of steps) expect(words).toBe(text.criteria[criterion.id]);
  });

  it('goes up level by level in each theme', () => {
    for (const { levels } of booklet.dimensions) {
      const numbers = levels.map(({ level }) => level);
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    }
  });

  it('says of each barrier which steps help, as the steps say which barriers they remove', () => {
    const said = booklet.barrierGroups.flatMap(({ barriers }) =>
      barriers.flatMap(({ id, helpedBy }) => helpedBy.map((step) => `${step.id} ${id}`))
    );
    const removed = steps.flatMap(({ criterion, removes }) => removes.map(({ id }) => `${criterion.id} ${id}`));
    expect(said.sort()).toEqual(removed.sort());
    expect(said.length).toBeGreaterThan(model.barriers.length);
  });
});
