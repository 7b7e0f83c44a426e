import { createHash } from 'node:crypto';
import type { Actor } from '$lib/domain/identity/actor';
import type { PublishedEdition } from '$lib/domain/reporting/edition';
import { listEditionFiles } from '$lib/domain/reporting/release/list-edition-files';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { RenderInput } from '../render/edition-files';
import { picturesOf, readPublishedEdition, readReleaseFacts } from './edition-store';
import { type ListedFile, listFiles } from './list-files';
import { releaseFactsOf } from './release-facts-of';
import { renderOnce } from './render-once';

export interface PublishedFile {
  name: string;
  mediaType: string;
  bytes: Uint8Array;
  etag: string;
}

// a PDF is some hundred kilobytes; three languages of one edition have room together
const files = renderOnce<PublishedFile>('thread', 24);

/**
 * A file of a published edition: made when somebody asks for it first, one at a time, and kept. The same bytes every
 * time, so its ETag is that of the bytes.
 *
 * Errors: `not-found`, where the edition has no such file; those of `renderOnce`.
 *
 * @param input.from address of whoever asks
 */
export async function readPublishedFile(
  app: App,
  _actor: Actor,
  input: { id: string; name: string; from?: string }
): Promise<Result<PublishedFile>> {
  const found = await readPublishedEdition(app, input.id, input.from);
  if (!found.ok) return found;
  const file = listFiles(found.value).find(({ name }) => name === input.name);
  if (!file) return refuse('not-found', 'name', `This report has no file "${input.name}".`);
  const key = `${found.value.id} ${found.value.sha256} ${file.name}`;
  return files(app, key, () => make(app, found.value, file, file.locale ?? 'en'), input.from);
}

async function make(
  app: App,
  edition: PublishedEdition,
  { kind }: ListedFile,
  locale: Locale
): Promise<Result<PublishedFile>> {
  const input = await toRender(app, edition, locale);
  const rendered = await app.offload('renderEditionFile', { ...input, kind });
  if (!rendered.ok) return rendered;
  const { name, mediaType, bytes } = rendered.value;
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
  return ok({ name, mediaType, bytes, etag });
}

/** What the renderers get of a published edition; nothing confidential is in it. */
async function toRender(app: App, edition: PublishedEdition, locale: Locale): Promise<RenderInput> {
  const { content, number } = edition;
  return {
    edition: { ...content, number },
    locale,
    pictures: await picturesOf(app, content.document),
    facts: (await readReleaseFacts(app, edition.id)) ?? (await releaseFactsOf(app, edition))
  };
}

/** What the PDF of an edition is called, for addresses that do not name it. */
export async function readPublishedPdfName(
  app: App,
  _actor: Actor,
  input: { id: string; locale: Locale; from?: string }
): Promise<Result<string>> {
  const found = await readPublishedEdition(app, input.id, input.from);
  return found.ok ? ok(listEditionFiles(found.value.number, input.locale)[0]!.name) : found;
}
