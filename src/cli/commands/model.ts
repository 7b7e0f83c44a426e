import { OPERATOR } from '$lib/domain/identity/actor';
import { validateModel, validateModelAlone } from '$lib/domain/model/validate';
import { ok, type Result } from '$lib/domain/shared/result';
import { listPublishedModels } from '$lib/server/model/service';
import { defineCommand, needApp } from '../command';
import { type ModelFiles, readModelFiles } from '../read-model';

interface Validated {
  id: string;
  version: string;
  dimensions: number;
  criteria: number;
  /** Languages whose texts were checked. */
  texts: string[];
}

export const modelValidateCommand = defineCommand<ModelFiles, Validated>({
  name: 'model validate',
  summary: 'Check a maturity model and its texts, and explain every fault with its place',
  options: {},
  positionals: [
    {
      name: 'FILE',
      about: 'model.json and its text files, or their folder; text files beside a model.json are found',
      many: true
    }
  ],
  access: 'none',
  prepare: ({ positionals }) => readModelFiles(positionals, 'FILE'),
  async run(_app, { model, texts }): Promise<Result<Validated>> {
    const checked = texts.length > 0 ? validateModel(model, texts) : validateAlone(model);
    if (!checked.ok) return checked;
    const { id, version, dimensions, criteria } = checked.value.model;
    return ok({
      id,
      version,
      dimensions: dimensions.length,
      criteria: criteria.length,
      texts: checked.value.texts.map(({ locale }) => locale)
    });
  },
  print({ id, version, dimensions, criteria, texts }) {
    const languages = texts.length
      ? `texts in ${texts.join(', ')}`
      : 'no texts were given: it can be scored with, but not published';
    return `${id}@${version} has no faults: ${dimensions} dimensions, ${criteria} criteria, ${languages}`;
  },
  examples: ['model validate src/lib/content/models/roadmap-1.0.0', 'model validate model.json en.json sv.json nl.json']
});

function validateAlone(model: unknown): ReturnType<typeof validateModel> {
  const checked = validateModelAlone(model);
  return checked.ok ? ok({ model: checked.value, texts: [] }) : checked;
}

interface Listed {
  models: {
    id: string;
    version: string;
    publishedAt: string;
    rule: string;
    dimensions: number;
    criteria: number;
    locales: string[];
    unreviewed: string[];
  }[];
}

export const modelListCommand = defineCommand<null, Listed>({
  name: 'model list',
  summary: 'List the published maturity models',
  options: {},
  positionals: [],
  access: 'read',
  prepare: () => ok(null),
  async run(app): Promise<Result<Listed>> {
    const models = await listPublishedModels(needApp(app), OPERATOR);
    return models.ok ? ok({ models: models.value }) : models;
  },
  print: ({ models }) =>
    models
      .map(({ id, version, publishedAt, rule, dimensions, criteria, locales, unreviewed }) => {
        const languages = locales
          .map((locale) => (unreviewed.includes(locale) ? `${locale} (not reviewed)` : locale))
          .join(', ');
        return `${`${id}@${version}`.padEnd(20)} ${publishedAt.slice(0, 10)}  ${rule}, ${dimensions} dimensions, ${criteria} criteria, ${languages}`;
      })
      .join('\n')
});
