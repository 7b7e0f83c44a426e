import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { Piece } from '$lib/domain/reporting/editorial/pieces';
import { ok, type Problem, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { editDraft } from './edit-draft';
import { standingPieces } from './editorial-repository';
import { peopleOf } from './people-of';
import type { ReportOf } from './wave-of-report';

export interface StandingPiece {
  key: string;
  version: number;
  piece: Piece;
  /** The name of who changed it last, '' where the account is gone. */
  by: string;
  at: Date;
}

export interface DraftState {
  waveId: string;
  pieces: StandingPiece[];
  /** What keeps the report from being frozen. */
  problems: Problem[];
  warnings: Problem[];
}

/** What analysts changed in the current wave's report, each with the version it has. */
export async function readDraft(app: App, actor: Actor, input: ReportOf): Promise<Result<DraftState>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  const drafted = await editDraft(app, actor, input);
  if (!drafted.ok) return drafted;
  const { rows, problems, warnings, wave } = drafted.value;
  const standing = standingPieces(rows);
  const names = await peopleOf(
    app,
    standing.map(({ row }) => row.by)
  );
  return ok({
    waveId: wave.id,
    pieces: standing.map(({ piece, row: { key, version, by, at } }) => ({
      ...{ key, version, piece, by: names.get(by) ?? '', at }
    })),
    problems,
    warnings
  });
}
