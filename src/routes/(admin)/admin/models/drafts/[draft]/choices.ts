import type { MaturityModel } from '$lib/domain/model/types';
import type { DraftView } from '$lib/server/model/draft-service';
import { m } from '$lib/paraglide/messages.js';
import { nameCriteria, ownText } from './fault-places';

/** What a criterion's form can choose from, in the reader's language. */
export function listChoices(draft: DraftView, own: string | null) {
  const text = ownText(draft);
  const nameOf = nameCriteria(draft);
  const dimensions = draft.model.dimensions.map(({ id }) => ({ value: id, label: text.dimensions[id]?.name || id }));
  const grouped = (criteria: MaturityModel['criteria']) =>
    dimensions
      .map(({ value, label }) => ({
        name: label,
        options: criteria
          .filter(({ dimension }) => dimension === value)
          .map(({ id, level }) => ({ value: id, label: `${nameOf(id)} (${m.models_level({ level })})` }))
      }))
      .filter(({ options }) => options.length > 0);
  const first = draft.model.rule.kind === 'staged' ? draft.model.levels[0] : undefined;
  return {
    rule: draft.model.rule.kind,
    baseVersion: draft.base.version,
    dimensions,
    levels: draft.model.levels
      .filter((level) => level !== first)
      .map((level) => ({ value: String(level), label: `${level} ${text.levels[level]?.name ?? ''}`.trim() })),
    criteria: grouped(draft.model.criteria.filter(({ id }) => id !== own)),
    earlier: grouped(draft.base.criteria),
    barriers: draft.model.barrierGroups.map((group) => ({
      name: text.barrierGroups[group] || group,
      options: draft.model.barriers
        .filter((barrier) => barrier.group === group)
        .map(({ id }) => ({ value: id, label: text.barriers[id]?.name || id }))
    }))
  };
}
