import type { PublicSection } from '$lib/domain/outreach/public-page';
import { WISH_ROOM } from '$lib/domain/outreach/visit-sign-up';
import type { Locale } from '$lib/domain/shared/locale';
import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';
import { numberText } from './dates';
import { problemText } from './problem-text';

/** What the page says where the network says nothing of its own, in one language. */
export const SECTION_WORDS: Record<PublicSection, { heading: () => string; text: typeof m.public_side_offer_text }> = {
  offer: { heading: m.public_side_offer_heading, text: m.public_side_offer_text },
  visit: { heading: m.public_side_visit_heading, text: m.public_side_visit_text },
  cost: { heading: m.public_side_cost_heading, text: m.public_side_cost_text },
  who: { heading: m.public_side_who_heading, text: m.public_side_who_text },
  published: { heading: m.public_side_published_heading, text: m.public_side_published_text }
};

export const LANGUAGE_WORDS: Record<Locale, () => string> = {
  en: m.public_side_language_en,
  sv: m.public_side_language_sv,
  nl: m.public_side_language_nl
};

const KINDS: Record<string, string> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/webp': 'WebP',
  'text/csv': 'CSV',
  'text/plain': 'TXT',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/vnd.oasis.opendocument.text': 'ODT',
  'application/vnd.oasis.opendocument.spreadsheet': 'ODS'
};

/** @example kindText('application/pdf') // 'PDF' */
export function kindText(mediaType: string): string {
  return KINDS[mediaType] ?? mediaType;
}

/** @example sizeText(1_234_567) // '1.2 MB' */
export function sizeText(bytes: number): string {
  if (bytes < 1_000_000) return `${numberText(Math.max(1, Math.round(bytes / 1000)))} kB`;
  return `${numberText(Math.round(bytes / 100_000) / 10)} MB`;
}

const TEXTS: Record<string, (problem: Problem) => string> = {
  robot: () => m.public_side_problem_robot(),
  'form-fast': () => m.public_side_problem_fast(),
  'form-old': () => m.public_side_problem_old(),
  'municipality-unknown': () => m.public_side_problem_municipality(),
  'visit-municipalityId': () => m.public_side_problem_municipality(),
  'visit-name': () => m.public_side_problem_name(),
  'visit-role': () => m.public_side_problem_role(),
  'visit-wish': () => m.public_side_problem_wish({ most: WISH_ROOM }),
  'visit-email': () => m.public_side_problem_email(),
  'visit-phone': () => m.public_side_problem_phone(),
  'email-invalid': () => m.public_side_problem_email(),
  'phone-invalid': () => m.public_side_problem_phone(),
  'phone-country-missing': () => m.public_side_problem_phone(),
  'reach-missing': () => m.public_side_problem_reach(),
  'opted-out': () => m.public_side_opted_needed(),
  'title-missing': () => m.public_side_admin_problem_title(),
  'library-full': ({ facts }) => m.public_side_admin_problem_library({ megabytes: Number(facts?.megabytes ?? 500) }),
  'slug-missing': () => m.public_side_admin_problem_slug_missing(),
  'slug-taken': () => m.public_side_admin_problem_slug_taken(),
  'page-off': () => m.public_side_admin_posters_off(),
  'changed-elsewhere': () => m.public_side_admin_problem_changed()
};

/** Refusals of the public side, by field and for the summary. */
export function publicProblems(problems: readonly Problem[] = []): {
  list: { path: string; message: string }[];
  at: Record<string, string | undefined>;
} {
  const say = (problem: Problem) => {
    if (problem.code === 'forbidden' && problem.path === 'slug') return m.public_side_admin_problem_slug_admin();
    if (problem.code === 'invalid' && problem.path === 'slug') return m.public_side_admin_problem_slug();
    if (problem.code === 'invalid' && problem.path.startsWith('texts.'))
      return m.public_side_admin_problem_text({ most: problem.path.endsWith('poster') ? 160 : 1500 });
    return TEXTS[problem.code]?.(problem) ?? problemText(problem);
  };
  const list = problems.map((problem) => ({ path: problem.path, message: say(problem) }));
  return { list, at: Object.fromEntries(list.map(({ path, message }) => [path, message])) };
}
