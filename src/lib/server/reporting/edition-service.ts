import * as z from 'zod/mini';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { CorrectionNote, FrozenEdition } from '$lib/domain/reporting/edition';
import { check } from '$lib/domain/shared/check';
import { id, prose } from '$lib/domain/shared/fields';
import { type Locale, LOCALES } from '$lib/domain/shared/locale';
import { ok, refuse, refuseAll, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { Tx } from '../db/client';
import { REPORT_TEXTS } from '../render/report-texts';
import { change } from '../shared/change';
import { SOFTWARE } from '../shared/software';
import type { CountOptions } from './count-wave';
import { type Drafted, editDraft } from './edit-draft';
import { hashManifest, packEdition } from './edition-parts';
import { approvalsOf, insertApproval, updateEdition, writeParts } from './edition-repository';
import { hashNow } from './edition-store';
import { checkBeside } from './guard-wave';
import { checkStill, findForChange } from './check-edition';
import { releaseOf } from './release-facts-of';
import type { ReportOf } from './wave-of-report';
import { type EditionRow, findEdition, insertEdition, nextNumber, publishedOfWave } from './repository';

const changed = z.optional(z.nullable(prose(2_000)));
const freezeInput = z.object({
  networkId: id,
  waveId: z.optional(id),
  note: z.optional(z.object({ en: changed, sv: changed, nl: changed }))
});
const approveInput = z.object({ editionId: id, sha256: z.string() });
const publishInput = z.object({ editionId: id });

export interface Frozen {
  editionId: string;
  number: number;
  sha256: string;
}

/**
 * Freezes the report as it stands, with everything it was made from, and asks for a second person's approval. Where an
 * edition of the wave is published already, this one corrects it and says what changed.
 *
 * @param input.note what changed, in each language; asked for where it corrects
 *
 * Errors: `too-few`, everything that keeps the draft from standing (a withdrawn quote, a number withheld), `note-missing`,
 * `reveals` (beside the published edition single answers could be worked out).
 */
export async function freezeEdition(
  app: App,
  actor: Actor,
  input: ReportOf & { note?: Partial<Record<Locale, string | null>> },
  options?: CountOptions
): Promise<Result<Frozen>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  const given = check(freezeInput, input);
  if (!given.ok) return given;
  const { note } = given.value;
  const drafted = await editDraft(app, actor, given.value, options);
  if (!drafted.ok) return drafted;
  const draft = drafted.value;
  if (draft.aggregates.status === 'too-few')
    return refuse(
      'too-few',
      'wave',
      'Too few municipalities have answered for a report that says nothing about any one of them - wait for more.'
    );
  if (draft.problems.length > 0) return refuseAll(draft.problems);
  const published = await publishedOfWave(app.db.read, draft.wave.id);
  const correction = published.length > 0 ? readNote(note) : ok(null);
  if (!correction.ok) return correction;
  const guarded = await checkBeside(app, published, draft);
  if (!guarded.ok) return guarded;
  return store(app, actor, draft, { corrects: published.at(-1) ?? null, correction: correction.value });
}

function readNote(note: z.infer<typeof freezeInput>['note']): Result<CorrectionNote> {
  const missing = LOCALES.filter((locale) => !note?.[locale]?.trim());
  if (missing.length === 0) return ok(note as CorrectionNote);
  return refuseAll(
    missing.map((locale) => ({
      code: 'note-missing',
      path: `note.${locale}`,
      message: `An edition of this wave is published: say in "${locale}" what this one changes, since the page shows it.`,
      facts: { locale }
    }))
  );
}

function frozenFrom(draft: Drafted): FrozenEdition {
  const { meta, model, texts, aggregates, material, document, input, editorial } = draft;
  const made = { model, texts, reportTexts: REPORT_TEXTS, aggregates, material, document, input, editorial };
  return { format: 2, software: SOFTWARE, meta, ...made };
}

async function store(
  app: App,
  actor: Actor,
  draft: Drafted,
  { corrects, correction }: { corrects: EditionRow | null; correction: CorrectionNote | null }
): Promise<Result<Frozen>> {
  const { manifest, parts } = await packEdition(frozenFrom(draft));
  const { id: networkId } = draft.network;
  const [editionId, waveId, sha256] = [app.newId(), draft.wave.id, hashManifest(manifest)];
  return change(app, actor, { action: 'report:freeze', networkId, subject: editionId }, async ({ tx, now }) => {
    const number = await nextNumber(tx, networkId);
    await insertEdition(tx, {
      ...{ id: editionId, networkId, waveId, number, sha256, manifest, document: {} },
      ...{ createdAt: now, createdBy: actorId(actor), publishedAt: null, publishedBy: null, sha256Now: null },
      ...{ correctsId: corrects?.id ?? null, correction, release: null }
    });
    await writeParts(tx, editionId, parts);
    return ok({ editionId, number, sha256 });
  });
}

/**
 * A second person has read an edition and agrees to exactly that content.
 *
 * @param input.sha256 of what was read
 *
 * Errors: `second-person` (whoever asked cannot be the one who approves), `edited-since`, `changed-elsewhere` (it is not
 * what was read), `published-already`.
 */
export async function approveEdition(
  app: App,
  actor: Actor,
  input: { editionId: string; sha256: string }
): Promise<Result<{ editionId: string }>> {
  const refused = authorize(actor, 'report:approve');
  if (refused) return refused;
  const given = check(approveInput, input);
  if (!given.ok) return given;
  const found = await findForChange(app, actor, 'report:approve', input.editionId);
  if (!found.ok) return found;
  const { networkId, createdBy } = found.value;
  if (createdBy === actorId(actor))
    return refuse(
      'second-person',
      'editionId',
      'You asked for this approval: somebody else of the network has to read the report and approve it.'
    );
  const still = await checkStill(app, found.value);
  if (!still.ok) return still;
  const { editionId, sha256 } = input;
  return change(app, actor, { action: 'report:approve', networkId, subject: editionId }, async ({ tx, now }) => {
    const row = await findFrozen(tx, editionId);
    if (!row.ok) return row;
    if (hashNow(row.value) !== sha256)
      return refuse(
        'changed-elsewhere',
        'sha256',
        'The report is not what you read any more - read it again, then approve it.'
      );
    const by = actorId(actor);
    await insertApproval(tx, { id: app.newId(), editionId, sha256, by, at: now, voidedAt: null });
    return ok({ editionId });
  });
}

/**
 * Publishes an edition that a second person approved. From then on it stays as it is, but for quotes withdrawn.
 *
 * Errors: `not-approved`, `approval-void`, `edited-since`, `altered`, `changed-meanwhile` (another edition of the wave
 * was published since), `published-already`.
 */
export async function publishEdition(
  app: App,
  actor: Actor,
  input: { editionId: string }
): Promise<Result<{ editionId: string; number: number }>> {
  const refused = authorize(actor, 'report:publish');
  if (refused) return refused;
  const given = check(publishInput, input);
  if (!given.ok) return given;
  const found = await findForChange(app, actor, 'report:publish', input.editionId);
  if (!found.ok) return found;
  const still = await checkStill(app, found.value);
  if (!still.ok) return still;
  const { networkId, waveId } = found.value;
  const { editionId } = input;
  const release = await releaseOf(app, found.value, app.now());
  return change(app, actor, { action: 'report:publish', networkId, subject: editionId }, async ({ tx, now }) => {
    const row = await findFrozen(tx, editionId);
    if (!row.ok) return row;
    const approved = await checkApproved(tx, row.value);
    if (!approved.ok) return approved;
    const last = (await publishedOfWave(tx, waveId)).at(-1)?.id ?? null;
    if (last !== row.value.correctsId)
      return refuse(
        'changed-meanwhile',
        'editionId',
        'Another edition of this wave was published since - freeze the report again.'
      );
    const number = await nextNumber(tx, networkId);
    await updateEdition(tx, editionId, { publishedAt: now, publishedBy: actorId(actor), number, release });
    return ok({ editionId, number });
  });
}

async function findFrozen(tx: Tx, editionId: string): Promise<Result<EditionRow>> {
  const row = await findEdition(tx, editionId);
  if (!row) return refuse('not-found', 'editionId', 'There is no such edition - load the page again.');
  if (row.publishedAt) return refuse('published-already', 'editionId', `Edition ${row.number} is published already.`);
  return ok(row);
}

async function checkApproved(tx: Tx, row: EditionRow): Promise<Result<null>> {
  const approvals = await approvalsOf(tx, [row.id]);
  const valid = approvals.some(
    ({ by, sha256, voidedAt }) => voidedAt === null && sha256 === hashNow(row) && by !== row.createdBy
  );
  if (valid) return ok(null);
  return approvals.length > 0
    ? refuse(
        'approval-void',
        'editionId',
        'The approval is void, because the report was changed after it - freeze it again and ask anew.'
      )
    : refuse(
        'not-approved',
        'editionId',
        'Nobody else has approved this edition yet - ask a second person of the network to read it.'
      );
}
