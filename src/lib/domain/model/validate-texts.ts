import { LOCALES } from '../shared/locale';
import type { Problem } from '../shared/result';
import type { ModelParts, TextParts, TextSection } from './sound-parts';
import { listLeaves } from './text-leaves';

/** The ids each section of a text file owes, in file order; undefined where the model could not be read. */
function listOwed(model: ModelParts): Record<TextSection, string[] | undefined> {
  const ids = (entries: { id?: string }[] | undefined) => entries?.flatMap(({ id }) => (id === undefined ? [] : [id]));
  return {
    levels: model.levels?.map(String),
    dimensions: ids(model.dimensions),
    criteria: ids(model.criteria),
    barrierGroups: ids(model.barrierGroups),
    barriers: ids(model.barriers),
    measures: ids(model.measures)
  };
}

/**
 * Languages that are missing or given twice.
 *
 * Codes: `language-missing`, `language-twice`.
 *
 * @example
 * findLanguageFaults([english, swedish])[0];
 * // { code: 'language-missing', path: 'texts.nl', message: 'texts.nl is missing - add the file with every text in "nl".' }
 */
export function findLanguageFaults(texts: TextParts[]): Problem[] {
  const missing = LOCALES.filter((locale) => !texts.some((text) => text.locale === locale)).map((locale) => ({
    code: 'language-missing',
    path: `texts.${locale}`,
    message: `texts.${locale} is missing - add the file with every text in "${locale}".`
  }));
  const twice = texts.flatMap(({ locale }, at): Problem[] => {
    const first = texts.findIndex((text) => text.locale === locale);
    if (locale === undefined || first === at) return [];
    const path = `texts.${at}.locale`;
    const message = `${path} is "${locale}", already the language of file ${first} - give each language once.`;
    return [{ code: 'language-twice', path, message }];
  });
  return [...missing, ...twice];
}

/**
 * Entries of the model without text in this language, and texts of entries the model does not have.
 *
 * Codes: `text-missing`, `orphan-text`.
 *
 * @example
 * findCoverageFaults(modelParts, swedishParts)[0];
 * // { code: 'text-missing', path: 'texts.sv.barriers.no-owner',
 * //   message: 'texts.sv.barriers.no-owner is missing - write it in every language.' }
 */
export function findCoverageFaults(model: ModelParts, text: TextParts): Problem[] {
  const owed = listOwed(model);
  return (Object.keys(owed) as TextSection[]).flatMap((section) => {
    const [ids, written] = [owed[section], text.sections[section]];
    if (!ids || !written) return [];
    const missing = [...new Set(ids)].filter((id) => !written.has(id));
    const orphans = [...written.keys()].filter((id) => !ids.includes(id));
    return [
      ...missing.map((id) => {
        const path = `${text.place}.${section}.${id}`;
        return { code: 'text-missing', path, message: `${path} is missing - write it in every language.` };
      }),
      ...orphans.map((id) => {
        const path = `${text.place}.${section}.${id}`;
        const message = `${path} belongs to nothing in the model - remove it or correct its id.`;
        return { code: 'orphan-text', path, message };
      })
    ];
  });
}

/**
 * Texts that only repeat the id they should explain.
 *
 * Codes: `text-equals-id`.
 *
 * @example
 * findTextsEqualToIds(parts)[0]?.message;
 * // 'texts.nl.barriers.no-owner.name is only its id - write the text in plain words.'
 */
export function findTextsEqualToIds(text: TextParts): Problem[] {
  return listLeaves(text)
    .filter((leaf) => leaf.text === leaf.id)
    .map((leaf) => {
      const path = `${text.place}.${leaf.path}`;
      return { code: 'text-equals-id', path, message: `${path} is only its id - write the text in plain words.` };
    });
}
