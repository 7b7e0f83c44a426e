import type { EditionPart, Redaction } from '$lib/domain/reporting/edition';
import type { ReportDocument } from '$lib/domain/reporting/document';
import type { Editorial } from '$lib/domain/reporting/editorial/editorial';
import { type Redactable, redactBlock, redactStory, redactTraces } from '$lib/domain/reporting/editorial/redact';
import type { ReportMaterial } from '$lib/domain/reporting/report-material';
import type { App } from '../app';
import type { Tx } from '../db/client';
import type { ChangeContext } from '../shared/change';
import { hashManifest, manifestOf, packPart } from './edition-parts';
import { frozenEditions, insertRedaction, updateEdition, writeParts } from './edition-repository';
import { unpackParts } from './edition-store';
import type { EditionRow } from './repository';

type Context = Pick<ChangeContext, 'tx' | 'now' | 'audit'>;
/** What a redaction leaves, and the blocks it changed; null where there is nothing to take out. */
type Redact = (edition: Redactable) => { left: Redactable; blocks: string[] } | null;

const TOUCHED: readonly EditionPart[] = ['editorial', 'document', 'material'];

/** A quote that may not be shown any more leaves every edition it stands in, published or not, in the same transaction. */
export async function redactQuotes(
  app: App,
  context: Context,
  { networkId, raisedIds }: { networkId: string; raisedIds: readonly string[] }
): Promise<void> {
  await redactEditions(app, context, networkId, 'quote', (edition) => {
    const blocks = edition.editorial.additions.flatMap((one) =>
      one.kind === 'quote' && raisedIds.includes(one.raisedId) ? one.id : []
    );
    return blocks.length === 0
      ? null
      : { left: blocks.reduce((left, block) => redactBlock(left, block, 'quote'), edition), blocks };
  });
}

/** A story that one of its municipalities no longer wants told. */
export async function redactStories(
  app: App,
  context: Context,
  { networkId, storyId }: { networkId: string; storyId: string }
): Promise<void> {
  await redactEditions(app, context, networkId, 'story', (edition) => redactStory(edition, storyId));
}

/** The name, address or number of a person who was erased, in what analysts wrote. */
export async function redactPerson(
  app: App,
  context: Context,
  { networkId, holds }: { networkId: string; holds: (text: string) => boolean }
): Promise<void> {
  await redactEditions(app, context, networkId, 'words', (edition) => redactTraces(edition, holds));
}

async function redactEditions(
  app: App,
  { tx, now, audit }: Context,
  networkId: string,
  kind: Redaction['kind'],
  redact: Redact
): Promise<void> {
  for (const row of await frozenEditions(tx, networkId)) {
    const parts = await unpackParts(tx, row, TOUCHED);
    // one that was altered on disk is shown to nobody; it must not keep anybody from withdrawing
    if (!parts.ok) continue;
    const done = redact({
      editorial: parts.value.get('editorial') as Editorial,
      document: parts.value.get('document') as ReportDocument,
      material: parts.value.get('material') as ReportMaterial
    });
    if (!done) continue;
    await rewrite(tx, row, done.left);
    for (const block of done.blocks)
      await insertRedaction(tx, { id: app.newId(), editionId: row.id, block, kind, at: now });
    await audit('report:redact', row.id);
  }
}

async function rewrite(tx: Tx, row: EditionRow, left: Redactable): Promise<void> {
  const { software, parts } = row.manifest!;
  const changed = await Promise.all(
    (['editorial', 'document', 'material'] as const).map((name) => packPart(name, left[name]))
  );
  const now = parts.map((part) => changed.find(({ name }) => name === part.name) ?? part);
  const manifest = manifestOf(software, now);
  await writeParts(tx, row.id, changed);
  await updateEdition(tx, row.id, { manifest, sha256Now: hashManifest(manifest) });
}
