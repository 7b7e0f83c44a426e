import { getLocale } from '$lib/paraglide/runtime.js';
import { readBooklet } from '$lib/server/model/public-booklet-service';
import { error } from '@sveltejs/kit';

export const load = async ({ locals, params, setHeaders }) => {
  const locale = getLocale();
  const read = await readBooklet(locals.app, locals.actor, { model: params.model, locale });
  if (!read.ok) error(404, 'not-found');
  const booklet = read.value;
  // in the reader's language: the same address says it in another one to somebody else
  setHeaders({ 'cache-control': 'private, no-cache', vary: 'cookie, accept-language' });
  const base = `/roadmap/${params.model}`;
  const pages = booklet.dimensions.flatMap(({ id, levels }) =>
    levels.flatMap(({ criteria }) => criteria.map((step) => ({ ...step, dimension: id })))
  );
  if (params.criterion !== undefined) {
    const at = pages.findIndex((one) => one.criterion.id === params.criterion && one.dimension === params.dimension);
    const step = pages[at];
    const dimension = booklet.dimensions.find(({ id }) => id === params.dimension);
    if (!step || !dimension) error(404, 'not-found');
    const refer = (other: (typeof pages)[number] | undefined) =>
      other ? { href: `${base}/${other.dimension}/${other.criterion.id}`, name: other.text.statement } : null;
    const { id, name } = dimension;
    return {
      ...{ view: 'step' as const, base, locale, name: booklet.name, step, dimension: { id, name } },
      ...{ level: booklet.levels.find(({ level }) => level === step.criterion.level) ?? null },
      ...{ previous: refer(pages[at - 1]), next: refer(pages[at + 1]) }
    };
  }
  if (params.dimension !== undefined) {
    const at = booklet.dimensions.findIndex(({ id }) => id === params.dimension);
    const dimension = booklet.dimensions[at];
    if (!dimension) error(404, 'not-found');
    const refer = (other: typeof dimension | undefined) =>
      other ? { href: `${base}/${other.id}`, name: other.name } : null;
    return {
      ...{ view: 'dimension' as const, base, locale, name: booklet.name, dimension },
      ...{ previous: refer(booklet.dimensions[at - 1]), next: refer(booklet.dimensions[at + 1]) }
    };
  }
  return { view: 'contents' as const, base, locale, booklet };
};
