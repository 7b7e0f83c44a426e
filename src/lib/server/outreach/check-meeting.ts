import type { MeetingLog } from '$lib/domain/outreach/commands';
import { ok, refuse, refuseAll, type Result } from '$lib/domain/shared/result';
import type { Reader, Tx } from '../db/client';
import { activePeopleIn } from '../identity/repository';
import { listMunicipalities, type MunicipalityRow, successionsOf } from '../register/repository';

/**
 * The municipalities of a meeting. One that had gone before the meeting was held, as when it merged with another, is
 * refused with who came after it, unless the meeting had it before.
 */
export async function checkPlaces(
  tx: Reader | Tx,
  { municipalityIds, heldOn }: Pick<MeetingLog, 'municipalityIds' | 'heldOn'>,
  before: readonly string[]
): Promise<Result<MunicipalityRow[]>> {
  const rows = await listMunicipalities(tx, { ids: municipalityIds });
  for (const [i, id] of municipalityIds.entries()) {
    const row = rows.find((one) => one.id === id);
    if (!row)
      return refuse('not-found', `municipalityIds.${i}`, 'This municipality is not in the register - choose another.');
    if (row.validTo !== null && row.validTo < heldOn && !before.includes(id)) return ended(tx, row, i);
  }
  return ok(rows);
}

async function ended(db: Reader | Tx, { id, name, validTo }: MunicipalityRow, at: number) {
  const after = (await successionsOf(db, id)).filter(({ predecessorId }) => predecessorId === id);
  const successors = await listMunicipalities(db, { ids: after.map(({ successorId }) => successorId) });
  const names = successors.map((one) => one.name).join(', ');
  const ways = names ? `log the meeting for ${names}, or give a day before` : 'choose another, or give a day before';
  return refuseAll([
    {
      code: 'municipality-ended',
      path: `municipalityIds.${at}`,
      message: `${name} is no municipality since ${validTo} - ${ways}.`,
      facts: {
        municipalityId: id,
        name,
        endedOn: validTo ?? '',
        successor: names,
        successorId: successors[0]?.id ?? ''
      }
    }
  ]);
}

/** Whoever keeps a promise, or sees to it, must be able to see the meeting; who kept it before may go on. */
export async function checkOwners(
  tx: Tx,
  networkId: string,
  promises: MeetingLog['followUps'],
  before: readonly { id: string; ownerId?: string | undefined }[]
): Promise<Result<null>> {
  const isNew = ({ id, ownerId }: { id: string; ownerId?: string | undefined }) =>
    ownerId !== undefined && !before.some((one) => one.id === id && one.ownerId === ownerId);
  if (!promises.some(isNew)) return ok(null);
  const people = await activePeopleIn(tx, networkId, ['coordinator', 'administrator']);
  const at = promises.findIndex((one) => isNew(one) && !people.some(({ id }) => id === one.ownerId));
  return at < 0
    ? ok(null)
    : refuse(
        'owner-unknown',
        `followUps.${at}.ownerId`,
        'Whoever keeps this promise must be a coordinator of the network - choose one of them, or yourself.'
      );
}
