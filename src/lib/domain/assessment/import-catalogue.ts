import type { MaturityModel, ModelText } from '../model/types';
import { foldText } from './import-words';
import type { Catalogue } from './import-types';

/** Where a value of the criterion column leads: a criterion of the model, or one of an earlier version. */
export type Found = { criterion: string; older?: Catalogue['older'][number] };

/**
 * Finds criteria by id or by their statement in any language, in the model first and then in its earlier versions, the
 * newest first.
 *
 * @example
 * const find = makeFinder(catalogue);
 * find('Vi har en licens') // { criterion: 'legal-licence' }
 */
export function makeFinder(catalogue: Catalogue): (text: string, version?: string) => Found | undefined {
  const present = namesOf(catalogue.model, catalogue.texts);
  const older = catalogue.older.map((one) => ({ one, names: namesOf(one.model, one.texts) }));
  return (text, version) => {
    const key = foldText(text);
    if (version === undefined || version === catalogue.model.version) {
      const criterion = present.get(key);
      if (criterion !== undefined) return { criterion };
      if (version !== undefined) return undefined;
    }
    for (const { one, names } of older) {
      if (version !== undefined && one.version !== version) continue;
      const criterion = names.get(key);
      if (criterion !== undefined) return { criterion, older: one };
    }
    return undefined;
  };
}

function namesOf(model: MaturityModel, texts: readonly ModelText[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { criteria } of texts)
    for (const { id } of model.criteria) {
      const statement = foldText(criteria[id]?.statement ?? '');
      if (statement !== '') names.set(statement, id);
    }
  // an id goes before a statement that happens to be the same
  for (const { id } of model.criteria) names.set(foldText(id), id);
  return names;
}
