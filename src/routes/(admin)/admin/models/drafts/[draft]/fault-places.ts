import type { ModelDraft } from '$lib/domain/model/draft';
import type { ModelText } from '$lib/domain/model/types';
import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';
import { fieldId } from '$lib/ui/field-id';
import { modelFaultText } from '$lib/ui/model-fault-text';
import { fieldOf } from '$lib/ui/model-problem-text';

/** A fault in the reader's words, with where it is mended. */
export interface PlacedFault {
  /** Of the criterion it belongs to; null elsewhere. */
  criterion: string | null;
  /** Where it is, in words. */
  place: string;
  text: string;
  /** Below the draft's own address. */
  href: string;
}

/** The draft's texts in the reader's language. */
export function ownText(draft: Pick<ModelDraft, 'texts'>): ModelText {
  return draft.texts.find(({ locale }) => locale === getLocale()) ?? draft.texts[0]!;
}

/** A criterion by its statement in the reader's language, or whatever language has one. */
export function nameCriteria(draft: Pick<ModelDraft, 'texts'>): (id: string) => string {
  const texts = [ownText(draft), ...draft.texts];
  return (id) => texts.map((text) => text.criteria[id]?.statement).find(Boolean) ?? m.models_untitled({ id });
}

const FIELDS: Record<string, () => string> = {
  dependsOn: () => m.model_depends_on(),
  level: () => m.models_f_level(),
  dimension: () => m.models_effect_dimension(),
  barriers: () => m.model_removes(),
  points: () => m.model_rule_points(),
  statement: () => m.models_f_statement(),
  yesMeans: () => m.models_f_yes(),
  partlyMeans: () => m.models_f_partly(),
  why: () => m.models_f_why(),
  tips: () => m.models_f_tips(),
  notApplicableWhen: () => m.models_f_na(),
  template: () => m.models_f_template(),
  name: () => m.models_f_name(),
  description: () => m.models_f_description(),
  asks: () => m.models_f_asks(),
  quote: () => m.models_f_quote(),
  title: () => m.models_f_title(),
  change: () => m.models_f_change()
};

const SECTIONS: Record<string, string> = {
  name: 'levels',
  levels: 'levels',
  dimensions: 'dimensions',
  barrierGroups: 'barriers',
  barriers: 'barriers',
  measures: 'measures'
};

/** The draft's faults with their places: each in the page where it can be mended. */
export function placeFaults(draft: ModelDraft, faults: readonly Problem[]): PlacedFault[] {
  const nameOf = nameCriteria(draft);
  const languages = new Intl.DisplayNames([getLocale()], { type: 'language' });
  const here = ownText(draft);
  const say = (field: string | undefined, name: string) => {
    const label = field && FIELDS[field]?.();
    return label ? m.models_place_of({ field: label, name }) : name;
  };
  const criterion = (id: string, path: string, place: string) => ({
    criterion: id,
    href: `/criteria/${encodeURIComponent(id)}#${fieldId(fieldOf(path))}`,
    place
  });
  const section = (name: string, path: string, place: string) => ({
    criterion: null,
    href: `/texts/${SECTIONS[name] ?? 'levels'}#${fieldId(path)}`,
    place
  });

  const locate = ({ path }: Problem): Omit<PlacedFault, 'text'> => {
    const [first = '', second = '', third = '', fourth = '', fifth = '', ...rest] = path.split('.');
    if (first === 'criteria' && second) {
      const id = draft.model.criteria[Number(second)]?.id ?? '';
      return criterion(id, ['criterion', third].join('.'), say(third, nameOf(id)));
    }
    if (first === 'bridge') {
      const id = draft.bridge.carries[Number(third)]?.to ?? '';
      return criterion(id, 'from', nameOf(id));
    }
    if (first === 'texts') {
      const language = languages.of(second) ?? second;
      const inWords = (field: string) => m.models_place_text({ field, language });
      if (third === 'criteria')
        return criterion(fourth, ['texts', second, fifth, ...rest].join('.'), inWords(say(fifth, nameOf(fourth))));
      const own = here[third as 'barriers']?.[fourth] as { name?: string; title?: string } | undefined;
      const name = own?.name || own?.title || (third === 'levels' ? m.models_level({ level: fourth }) : fourth);
      return section(third, path, inWords(third === 'name' ? m.models_f_model_name() : say(fifth, name)));
    }
    if (first === 'dimensions') {
      const id = draft.model.dimensions[Number(second)]?.id ?? '';
      return { criterion: null, href: `#d-${id}`, place: here.dimensions[id]?.name || id };
    }
    if (first === 'measures') {
      const id = draft.model.measures[Number(second)]?.id ?? '';
      return section(first, `rules.${id}.${fourth || 0}`, here.measures[id]?.title || id);
    }
    if (first === 'barriers') {
      const id = draft.model.barriers[Number(second)]?.id ?? '';
      return section(first, `texts.${here.locale}.barriers.${id}.name`, here.barriers[id]?.name || id);
    }
    return { criterion: null, href: '#questions', place: m.models_questions() };
  };
  return faults.map((fault) => ({ ...locate(fault), text: modelFaultText(fault, nameOf) }));
}
