import type { AgendaTemplate } from '$lib/domain/mentoring/agenda';
import { getLocale } from '$lib/paraglide/runtime.js';

let kept: Promise<AgendaTemplate> | undefined;

/** The plan of six months in the reader's language, loaded once. */
export function loadAgenda(): Promise<AgendaTemplate> {
  return (kept ??= read().then(({ default: template }) => template));
}

function read(): Promise<{ default: AgendaTemplate }> {
  switch (getLocale()) {
    case 'sv':
      return import('$lib/content/mentoring/sv.json');
    case 'nl':
      return import('$lib/content/mentoring/nl.json');
    default:
      return import('$lib/content/mentoring/en.json');
  }
}
