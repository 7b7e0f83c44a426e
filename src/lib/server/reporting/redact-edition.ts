import { CORRECTION_NOTE, type CorrectionNote, type EditionPart, type Redaction } from '$lib/domain/reporting/edition';
import type { ReportDocument } from '$lib/domain/reporting/document';
import type { Editorial } from '$lib/domain/reporting/editorial/editorial';
import {
  type Redactable,
  redactBlock,
  redactPoint,
  redactStory,
  redactTraces
} from '$lib/domain/reporting/editorial/redact';
import type { ReportMaterial } from '$lib/domain/reporting/report-material';
import { LOCALES } from '$lib/domain/shared/locale';
import type { App } from '../app';
import type { Tx } from '../db/client';
import type { ChangeContext } from '../shared/change';
import { hashManifest, manifestOf, packPart } from './edition-parts';
import { correctionsOfNetwork, frozenEditions, insertRedaction, updateEdition, writeParts } from './edition-repository';
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

/** A municipality that no longer wants its result of a wave shown by name. */
export async function redactNamed(
  app: App,
  context: Context,
  { networkId, waveId, code, name }: { networkId: string; waveId: string; code: string; name: string }
): Promise<void> {
  const redact: Redact = (edition) => redactPoint(edition, { code, name });
  await redactEditions(app, context, networkId, 'named', redact, (row) => row.waveId === waveId);
}

/** A person who was erased: whether a text holds their name, address or number, and that text without them. */
export interface PersonTraces {
  holds: (text: string) => boolean;
  erase: (text: string) => string;
}

/** The name, address or number of a person who was erased, in what analysts wrote. */
export async function redactPerson(
  app: App,
  context: Context,
  { networkId, holds, erase }: PersonTraces & { networkId: string }
): Promise<void> {
  await redactEditions(app, context, networkId, 'words', (edition) => redactTraces(edition, holds));
  const { tx, now, audit } = context;
  for (const { id, correction } of await correctionsOfNetwork(tx, networkId)) {
    if (!LOCALES.some((locale) => holds(correction[locale]))) continue;
    const left = Object.fromEntries(LOCALES.map((locale) => [locale, erase(correction[locale])])) as CorrectionNote;
    await updateEdition(tx, id, { correction: left });
    await insertRedaction(tx, { id: app.newId(), editionId: id, block: CORRECTION_NOTE, kind: 'words', at: now });
    await audit('report:redact', id);
  }
}

async function redactEditions(
  app: App,
  { tx, now, audit }: Context,
  networkId: string,
  kind: Redaction['kind'],
  redact: Redact,
  concerns: (row: EditionRow) => boolean = () => true
): Promise<void> {
  for (const row of (await frozenEditions(tx, networkId)).filter(concerns)) {
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
