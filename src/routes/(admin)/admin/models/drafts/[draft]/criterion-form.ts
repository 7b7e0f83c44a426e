import { type CriterionEdit, emptyText } from '$lib/domain/model/draft';
import type { Criterion, CriterionText } from '$lib/domain/model/types';
import { LOCALES, type Locale } from '$lib/domain/shared/locale';

/** A criterion as its form holds it: what was typed, as it was typed. */
export interface CriterionForm {
  fields: Record<string, string>;
  /** What is ticked, by name of the group. */
  chosen: Record<string, string[]>;
  texts: Record<Locale, Record<string, string>>;
  tips: { texts: Record<Locale, string>; free: boolean; small: boolean }[];
}

const PLAIN = ['id', 'dimension', 'level', 'kind', 'effort', 'role', 'freshMonths', 'metric', 'weight', 'partlyLevel'];
const FLAGS = ['canBeNotApplicable', 'canBePartly', 'inCheck'];
const GROUPS = ['dependsOn', 'barriers', 'helpedBy'];
const WORDS = ['statement', 'yesMeans', 'partlyMeans', 'why', 'notApplicableWhen', 'template.title', 'template.body'];
const FEWEST_TIPS = 5;

const inEach = <T>(make: (locale: Locale) => T) =>
  Object.fromEntries(LOCALES.map((locale) => [locale, make(locale)])) as Record<Locale, T>;

/** The form of a criterion that stands in the draft. */
export function toForm({ criterion, texts, from }: CriterionEdit): CriterionForm {
  const plain = criterion as unknown as Record<string, unknown>;
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
  const rows = Math.max(FEWEST_TIPS, ...LOCALES.map((locale) => texts[locale].tips.length));
  return {
    fields: {
      ...Object.fromEntries(PLAIN.map((name) => [name, text(plain[name])])),
      'evidence.kind': criterion.evidence.kind,
      mapping: criterion.mapping.map(({ framework, reference }) => `${framework}: ${reference}`).join('\n'),
      'points.yes': text(criterion.points?.yes),
      'points.partly': text(criterion.points?.partly),
      'points.no': text(criterion.points?.no)
    },
    chosen: {
      ...Object.fromEntries(GROUPS.map((name) => [name, (plain[name] as string[] | undefined) ?? []])),
      from,
      flags: [...FLAGS.filter((name) => plain[name] === true), ...(criterion.evidence.required ? ['required'] : [])]
    },
    texts: inEach((locale) => {
      const { statement, yesMeans, partlyMeans, why, notApplicableWhen, template } = texts[locale];
      return {
        ...{ statement, partlyMeans, why, yesMeans: yesMeans.join('\n'), notApplicableWhen: notApplicableWhen ?? '' },
        'template.title': template?.title ?? '',
        'template.body': template?.body ?? ''
      };
    }),
    tips: Array.from({ length: rows }, (_, at) => ({
      texts: inEach((locale) => texts[locale].tips[at]?.text ?? ''),
      free: LOCALES.some((locale) => texts[locale].tips[at]?.free),
      small: LOCALES.some((locale) => texts[locale].tips[at]?.small)
    }))
  };
}

/** The form of a criterion nobody has written yet. */
export function newForm(dimension: string, level: number): CriterionForm {
  const criterion: Criterion = {
    ...{ id: '', dimension, level, kind: 'required', effort: 'days', role: 'officer' },
    evidence: { kind: 'none', required: false },
    ...{ dependsOn: [], canBeNotApplicable: false, canBePartly: true, freshMonths: 12 },
    ...{ barriers: [], mapping: [], inCheck: false }
  };
  const texts = { en: emptyText(), sv: emptyText(), nl: emptyText() };
  return toForm({ criterion, texts, from: [] });
}

/** What came in with a posted form, as it was typed. */
export function readForm(data: FormData): CriterionForm {
  const text = (name: string) => String(data.get(name) ?? '');
  const all = (name: string) => data.getAll(name).map(String);
  const names = [...PLAIN, 'evidence.kind', 'mapping', 'points.yes', 'points.partly', 'points.no'];
  const count = Math.min(20, Math.max(FEWEST_TIPS, Number(text('tips')) || 0));
  return {
    fields: Object.fromEntries(names.map((name) => [name, text(`criterion.${name}`)])),
    chosen: Object.fromEntries([
      ...GROUPS.map((name) => [name, all(`criterion.${name}`)]),
      ['from', all('from')],
      ['flags', all('flags')]
    ]) as CriterionForm['chosen'],
    texts: inEach((locale) =>
      // browsers send line ends as CR LF
      Object.fromEntries(WORDS.map((name) => [name, text(`texts.${locale}.${name}`).replaceAll('\r\n', '\n')]))
    ),
    tips: Array.from({ length: count }, (_, at) => ({
      texts: inEach((locale) => text(`texts.${locale}.tips.${at}`)),
      free: data.has(`tip.${at}.free`),
      small: data.has(`tip.${at}.small`)
    }))
  };
}

/** A number as people write it; what is none stays as it is, so that it can be named. */
function toNumber(text: string): number | string | undefined {
  if (text.trim() === '') return undefined;
  const number = Number(text.trim().replace(',', '.'));
  return Number.isFinite(number) ? number : text;
}

const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '');

function toText(form: CriterionForm, locale: Locale): CriterionText {
  const words = form.texts[locale];
  const [title = '', body = ''] = [words['template.title'], words['template.body']].map((text) => text?.trim());
  return {
    statement: words.statement ?? '',
    yesMeans: linesOf(words.yesMeans ?? ''),
    partlyMeans: words.partlyMeans ?? '',
    why: words.why ?? '',
    tips: form.tips
      .filter((tip) => LOCALES.some((one) => tip.texts[one].trim() !== ''))
      .map((tip) => ({
        text: tip.texts[locale],
        ...(tip.free && { free: true }),
        ...(tip.small && { small: true })
      })),
    ...(words.notApplicableWhen?.trim() && { notApplicableWhen: words.notApplicableWhen }),
    ...((title || body) && { template: { title, body } })
  };
}

/** What the service is asked to save. */
export function toEdit(form: CriterionForm): unknown {
  const { fields, chosen } = form;
  const [yes, partly, no] = ['yes', 'partly', 'no'].map((name) => toNumber(fields[`points.${name}`] ?? ''));
  const hasPoints = [yes, partly, no].some((points) => points !== undefined);
  const mapping = linesOf(fields.mapping ?? '').map((line) => {
    const [framework = '', ...reference] = line.split(':');
    return { framework: framework.trim(), reference: reference.join(':').trim() };
  });
  const optional = {
    weight: toNumber(fields.weight ?? ''),
    partlyLevel: toNumber(fields.partlyLevel ?? ''),
    metric: fields.metric?.trim() || undefined,
    helpedBy: chosen.helpedBy?.length ? chosen.helpedBy : undefined,
    points: hasPoints ? { yes, partly, no } : undefined
  };
  const flag = (name: string) => chosen.flags?.includes(name) ?? false;
  return {
    criterion: {
      id: fields.id?.trim(),
      dimension: fields.dimension,
      level: toNumber(fields.level ?? ''),
      kind: fields.kind,
      effort: fields.effort,
      role: fields.role,
      evidence: { kind: fields['evidence.kind'], required: flag('required') && fields['evidence.kind'] !== 'none' },
      dependsOn: chosen.dependsOn,
      canBeNotApplicable: flag('canBeNotApplicable'),
      canBePartly: flag('canBePartly'),
      freshMonths: toNumber(fields.freshMonths ?? ''),
      barriers: chosen.barriers,
      mapping,
      inCheck: flag('inCheck'),
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined))
    },
    texts: inEach((locale) => toText(form, locale)),
    from: chosen.from
  };
}
