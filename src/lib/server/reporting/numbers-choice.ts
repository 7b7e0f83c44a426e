import { promisedThreshold } from '$lib/domain/disclosure/promised-threshold';
import type { Piece } from '$lib/domain/reporting/editorial/pieces';
import { ROUNDING_BASES } from '$lib/domain/reporting/rounding-bases';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { WaveRow } from '../assessment/repository';
import { findNetwork } from '../identity/directory-repository';
import { readFrozenEdition } from './edition-store';
import { piecesOf, type PieceRow, standingPieces } from './editorial-repository';
import { publishedOfWave } from './repository';
import { type ReportOf, waveOfReport } from './wave-of-report';

type NumbersPiece = Extract<Piece, { kind: 'numbers' }>;

/** How a wave's counts are shown, and whether they stay those of the last edition. */
export interface NumbersChoice extends Pick<NumbersPiece, 'roundTo' | 'keep'> {
  /** 0 where nobody has chosen. */
  version: number;
}

/** What analysts chose; nothing is rounded and everything counted anew where nobody did. */
export function numbersOf(rows: readonly PieceRow[]): NumbersChoice {
  const version = rows.findLast(({ key }) => key === 'numbers:wave')?.version ?? 0;
  const piece = standingPieces(rows).find((one) => one.piece.kind === 'numbers')?.piece;
  return piece?.kind === 'numbers'
    ? { roundTo: piece.roundTo, keep: piece.keep, version }
    : { roundTo: null, keep: false, version };
}

/** What there is to choose from. */
export interface NumbersOffered extends NumbersChoice {
  bases: number[];
  /** It shows municipalities by name, so nothing is rounded. */
  names: boolean;
  /** The last edition of the wave: its numbers can be kept, its rounding cannot be changed. */
  last: { number: number; roundedTo: number | null } | null;
}

/** The wave's choice, and what else may be chosen. Callers authorise. */
export async function offerNumbers(app: App, networkId: string, wave: WaveRow): Promise<Result<NumbersOffered>> {
  const network = (await findNetwork(app.db.read, networkId))!;
  const threshold = promisedThreshold(wave.threshold, network.threshold);
  const names = publishesNames(wave);
  const last = await readLastRounding(app, wave.id);
  if (!last.ok) return last;
  return ok({
    ...numbersOf(await piecesOf(app.db.read, wave.id)),
    bases: names ? [] : ROUNDING_BASES.filter((base) => base >= threshold),
    names,
    last: last.value
  });
}

/**
 * Whether counts may be shown so.
 *
 * Errors: `no-wave`, `rounded-names` (the wave shows municipalities by name), `base-too-low` (below what those who answered
 * were promised), `other-rounding` (an edition of the wave is published with another), `nothing-published` (there are no numbers to keep), `altered`.
 */
export async function checkNumbers(app: App, of: ReportOf, piece: NumbersPiece): Promise<Result<WaveRow>> {
  const wave = await waveOfReport(app, of);
  if (!wave)
    return refuse('no-wave', 'networkId', 'There is no wave to report on yet - open one under Administration.');
  const offered = await offerNumbers(app, of.networkId, wave);
  if (!offered.ok) return offered;
  const { bases, names, last } = offered.value;
  // what was published so may still be corrected with its own numbers
  const stays = piece.keep && last !== null && last.roundedTo === piece.roundTo;
  if (piece.roundTo !== null && names && !stays) return refuseNames();
  if (piece.roundTo !== null && !names && !bases.includes(piece.roundTo))
    return refuse(
      'base-too-low',
      'roundTo',
      `Counts can be rounded to multiples of ${bases.join(' or ')} - multiples of ${piece.roundTo} would show counts below the threshold that was promised when the wave opened.`
    );
  if (last && last.roundedTo !== piece.roundTo)
    return refuse(
      'other-rounding',
      'roundTo',
      `Edition ${last.number} of this wave ${last.roundedTo === null ? 'has exact counts' : `has multiples of ${last.roundedTo}`}: with another rounding beside it the two together would tell more than each. Choose again in the next wave.`
    );
  if (piece.keep && !last)
    return refuse(
      'nothing-published',
      'keep',
      'No edition of this wave is published, so there are no numbers to keep.'
    );
  return ok(wave);
}

/**
 * Whether the wave shows municipalities with their level by name: then a rounded count of 5 could stand beside six that are
 * named at that level.
 */
export const publishesNames = ({ publish }: Pick<WaveRow, 'publish'>): boolean => publish !== 'aggregates';

const refuseNames = () =>
  refuse(
    'rounded-names',
    'roundTo',
    'This wave shows municipalities by name, and rounded counts beside names would contradict them or tell who else is there - show exact counts with small ones withheld.'
  );

async function readLastRounding(app: App, waveId: string): Promise<Result<NumbersOffered['last']>> {
  const row = (await publishedOfWave(app.db.read, waveId)).findLast(({ manifest }) => manifest !== null);
  if (!row) return ok(null);
  const frozen = await readFrozenEdition(app, row);
  if (!frozen.ok) return frozen;
  const { aggregates } = frozen.value;
  const roundedTo = (aggregates.status === 'ready' && aggregates.roundedTo) || null;
  return ok({ number: row.number, roundedTo });
}
