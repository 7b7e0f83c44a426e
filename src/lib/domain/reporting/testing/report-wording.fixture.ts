import en from '$lib/content/report/en.json';
import nl from '$lib/content/report/nl.json';
import sv from '$lib/content/report/sv.json';
import modelEn from '$lib/content/models/roadmap-1.0.0/en.json';
import modelNl from '$lib/content/models/roadmap-1.0.0/nl.json';
import modelSv from '$lib/content/models/roadmap-1.0.0/sv.json';
import type { ModelText } from '../../model/types';
import type { Locale } from '../../shared/locale';
import type { Wording } from '../word';

/** The real texts of the report and the roadmap model. */
export const WORDINGS: Record<Locale, Wording> = {
  en: { locale: 'en', texts: en, model: modelEn as ModelText },
  sv: { locale: 'sv', texts: sv, model: modelSv as ModelText },
  nl: { locale: 'nl', texts: nl, model: modelNl as ModelText }
};
