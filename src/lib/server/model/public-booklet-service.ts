import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import { locale } from '$lib/domain/identity/inputs';
import { type Booklet, gatherBooklet } from '$lib/domain/model/booklet';
import type { MaturityModel, ModelText } from '$lib/domain/model/types';
import { check } from '$lib/domain/shared/check';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findModel, listVersions } from './repository';
import { shippedModels } from './seed';

const bookletInput = z.object({ model: z.string(), locale });
type BookletInput = z.input<typeof bookletInput>;

/** The newest roadmap that ships with the program, as its address names it. */
export async function newestBooklet(_app: App, _actor: Actor): Promise<string> {
  const { id, version } = shippedModels.at(-1)!.model;
  return `${id}-${version}`;
}

/** A published model as a booklet: public, as everything published is, and it never changes. */
export async function readBooklet(app: App, _actor: Actor, input: BookletInput): Promise<Result<Booklet>> {
  const found = await findPublished(app, input);
  return found.ok ? ok(gatherBooklet(found.value.model, found.value.text)) : found;
}

interface BookletPdf {
  pdf: Uint8Array;
  etag: string;
  fileName: string;
}
// a few at a time: each is some hundred kilobytes, and takes a second to make
const MOST_KEPT = 6;
const kept = new WeakMap<App, Map<string, Promise<Result<BookletPdf>>>>();

/** The same booklet as tagged PDF: made once, and the same bytes every time. */
export async function readBookletPdf(app: App, _actor: Actor, input: BookletInput): Promise<Result<BookletPdf>> {
  const found = await findPublished(app, input);
  if (!found.ok) return found;
  const { model, text, date } = found.value;
  const cache = kept.get(app) ?? new Map<string, Promise<Result<BookletPdf>>>();
  kept.set(app, cache);
  const key = `${model.id}@${model.version} ${text.locale}`;
  const known = cache.get(key);
  if (known) return known;
  // kept while it is made: a hundred who ask at once make it once
  const making = make(app, model, text, date);
  cache.set(key, making);
  for (const old of [...cache.keys()].slice(0, -MOST_KEPT)) cache.delete(old);
  const forget = () => cache.delete(key);
  making.then((made) => (made.ok ? undefined : forget()), forget);
  return making;
}

async function make(app: App, model: MaturityModel, text: ModelText, date: string): Promise<Result<BookletPdf>> {
  const made = await app.offload('renderBooklet', { locale: text.locale, booklet: gatherBooklet(model, text), date });
  if (!made.ok) return made;
  const etag = `"${createHash('sha256').update(made.value).digest('base64url').slice(0, 27)}"`;
  return ok({ pdf: made.value, etag, fileName: `${model.id}-${model.version}-${text.locale}.pdf` });
}

async function findPublished(
  app: App,
  input: BookletInput
): Promise<Result<{ model: MaturityModel; text: ModelText; date: string }>> {
  const given = check(bookletInput, input);
  if (!given.ok) return given;
  const [, id = '', version = ''] = /^([\w.-]{1,100})-(\d+\.\d+\.\d+)$/.exec(given.value.model) ?? [];
  const stored = await findModel(app, id, version);
  const text = stored?.texts.find((one) => one.locale === given.value.locale);
  if (!stored || !text) return refuse('not-found', 'model', `There is no published model "${given.value.model}".`);
  const row = (await listVersions(app.db.read, id)).find((one) => one.version === version);
  return ok({ model: stored.model, text, date: (row?.publishedAt ?? new Date(0)).toISOString() });
}
