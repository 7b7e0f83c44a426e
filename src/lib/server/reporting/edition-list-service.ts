import * as z from 'zod/mini';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { CorrectionNote } from '$lib/domain/reporting/edition';
import type { Editorial, FixedNumber } from '$lib/domain/reporting/editorial/editorial';
import { check } from '$lib/domain/shared/check';
import { id } from '$lib/domain/shared/fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { approvalsOf, editionsOfNetwork, redactionsOf } from './edition-repository';
import { hashNow, readContentOf, unpackParts } from './edition-store';
import { peopleOf } from './people-of';
import { type EditionRow, findEdition } from './repository';

/** `void`: it was approved, and changed since. */
export type EditionState = 'waiting' | 'approved' | 'void' | 'published' | 'corrected';

export interface ListedEdition {
  id: string;
  number: number;
  waveId: string;
  state: EditionState;
  sha256: string;
  /** Of what was frozen first; another only where something was redacted. */
  sha256Frozen: string;
  frozenAt: Date;
  /** Names; '' where the account is gone or it was the command line. */
  askedBy: string;
  approvedBy: string;
  /** Whoever looks asked for it: somebody else has to approve. */
  mine: boolean;
  publishedAt: Date | null;
  correctsId: string | null;
  note: CorrectionNote | null;
}

/** A network's editions, frozen and published, the newest first. */
export async function listEditions(
  app: App,
  actor: Actor,
  input: { networkId: string }
): Promise<Result<ListedEdition[]>> {
  const { networkId } = input;
  const refused = authorize(actor, 'report:draft', { networkId });
  if (refused) return refused;
  const rows = await editionsOfNetwork(app.db.read, networkId);
  const approvals = await approvalsOf(
    app.db.read,
    rows.map((row) => row.id)
  );
  const names = await peopleOf(app, [...rows.map((row) => row.createdBy), ...approvals.map(({ by }) => by)]);
  const corrected = new Set(rows.flatMap(({ publishedAt, correctsId }) => (publishedAt ? (correctsId ?? []) : [])));
  return ok(
    rows.map((row) => {
      const own = approvals.filter(({ editionId }) => editionId === row.id);
      const valid = own.find((one) => one.voidedAt === null && one.sha256 === hashNow(row) && one.by !== row.createdBy);
      const waiting = valid ? 'approved' : own.length > 0 ? 'void' : 'waiting';
      const shown = corrected.has(row.id) ? 'corrected' : 'published';
      const { number, waveId, createdAt: frozenAt, publishedAt, correctsId, correction: note } = row;
      return {
        ...{ id: row.id, number, waveId, frozenAt, publishedAt, correctsId, note },
        state: publishedAt ? shown : waiting,
        sha256: hashNow(row),
        sha256Frozen: row.sha256,
        askedBy: names.get(row.createdBy) ?? '',
        approvedBy: names.get(valid?.by ?? '') ?? '',
        mine: row.createdBy === actorId(actor)
      };
    })
  );
}

/** Typed numbers that analysts answer for: whoever approves reads where they are from. */
async function readFixed(app: App, row: EditionRow): Promise<Result<FixedNumber[]>> {
  if (!row.manifest) return ok([]);
  const parts = await unpackParts(app.db.read, row, ['editorial']);
  if (!parts.ok) return parts;
  const { fixed = {} } = parts.value.get('editorial') as Editorial;
  return ok(Object.values(fixed).flat());
}

/** One edition with what is in it: for those who approve it, and for programs. Never with what is confidential. */
export async function showEdition(app: App, actor: Actor, input: { editionId: string }) {
  const refused = authorize(actor, 'report:draft');
  if (refused) return refused;
  const given = check(z.object({ editionId: id }), input);
  if (!given.ok) return given;
  const row = await findEdition(app.db.read, input.editionId);
  if (!row) return refuse('not-found', 'editionId', 'There is no such edition - load the list again.');
  const listed = await listEditions(app, actor, { networkId: row.networkId });
  if (!listed.ok) return listed;
  const content = await readContentOf(app, row);
  if (!content.ok) return content;
  const redactions = await redactionsOf(app.db.read, row.id);
  const fixed = await readFixed(app, row);
  if (!fixed.ok) return fixed;
  return ok({
    ...listed.value.find((one) => one.id === row.id)!,
    networkId: row.networkId,
    software: content.value.software,
    content: content.value,
    fixed: fixed.value,
    redactions: redactions.map(({ block, kind, at }) => ({ block, kind, on: at.toISOString().slice(0, 10) }))
  });
}
