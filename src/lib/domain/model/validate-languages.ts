import type { Problem } from '../shared/result';
import type { TextParts } from './sound-parts';
import { listLeaves } from './text-leaves';

/** Names and other short words may well be the same; a sentence is not. */
const LONGEST_SHARED_TEXT = 20;

/**
 * Texts of more than 20 characters that are the same in two languages; each is compared with the files before it
 * and reported once.
 *
 * Codes: `text-not-translated`.
 *
 * @example
 * findUntranslatedTexts([english, swedish])[0]?.message;
 * // 'texts.sv.barriers.no-owner.description is the same as in "en" - translate it.'
 */
export function findUntranslatedTexts(texts: TextParts[]): Problem[] {
  const seen = new Map<string, { text: string; language: string }[]>();
  return texts.flatMap((parts) => {
    const language = parts.locale ?? parts.place;
    return listLeaves(parts).flatMap((leaf): Problem[] => {
      const earlier = seen.get(leaf.path) ?? [];
      seen.set(leaf.path, [...earlier, { text: leaf.text, language }]);
      const twin = earlier.find(({ text }) => text === leaf.text);
      if (!twin || leaf.text.length <= LONGEST_SHARED_TEXT) return [];
      const path = `${parts.place}.${leaf.path}`;
      const message = `${path} is the same as in "${twin.language}" - translate it.`;
      return [{ code: 'text-not-translated', path, message }];
    });
  });
}

/**
 * Criteria whose texts differ in extent between languages: fewer points of "yes means" or tips, tips marked
 * differently, or a template that only some languages have. Compared with the first file.
 *
 * Codes: `languages-differ`, `template-missing`.
 *
 * @example
 * findUnequalLanguages([english, swedish])[0]?.message;
 * // 'texts.sv.criteria.legal-release-check.tips has 3 where "en" has 4 - give every language the same texts.'
 */
export function findUnequalLanguages(texts: TextParts[]): Problem[] {
  const [first, ...others] = texts;
  if (!first) return [];
  const model = first.locale ?? first.place;
  return others.flatMap((other) =>
    [...(other.sections.criteria ?? [])].flatMap(([id, text]): Problem[] => {
      const original = first.sections.criteria?.get(id);
      if (!original) return [];
      const place = `${other.place}.criteria.${id}`;
      const problems: Problem[] = [];
      for (const field of ['yesMeans', 'tips'] as const) {
        const [theirs, ours] = [text[field], original[field]];
        if (!theirs || !ours || theirs.length === ours.length) continue;
        const message = `${place}.${field} has ${theirs.length} where "${model}" has ${ours.length} - give every language the same texts.`;
        problems.push({ code: 'languages-differ', path: `${place}.${field}`, message });
      }
      text.tips?.forEach((tip, at) => {
        const twin = original.tips?.[at];
        if (!twin || (Boolean(tip.free) === Boolean(twin.free) && Boolean(tip.small) === Boolean(twin.small))) return;
        const path = `${place}.tips.${at}`;
        const message = `${path} is marked free or small otherwise than in "${model}" - mark the same tips in every language.`;
        problems.push({ code: 'languages-differ', path, message });
      });
      for (const [has, lacks, from, to] of [
        [original, text, model, other.place],
        [text, original, other.locale ?? other.place, first.place]
      ] as const) {
        if (!has.template || lacks.template) continue;
        const path = `${to}.criteria.${id}.template`;
        const message = `${path} is missing while "${from}" has one - translate it or remove it from every language.`;
        problems.push({ code: 'template-missing', path, message });
      }
      return problems;
    })
  );
}
