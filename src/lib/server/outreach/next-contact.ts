import words from '$lib/content/mail/thanks.json';
import { nextContactId } from '$lib/domain/outreach/next-contact';
import { findNetwork } from '../identity/directory-repository';
import type { ChangeContext } from '../shared/change';
import { findFollowUp, type MeetingWhole, writeFollowUp } from './repository';

/** The follow-up that the next contact of a meeting makes: moved with its date, done with where there is none any more. */
export async function writeNextContact(
  context: ChangeContext,
  { id: meetingId, networkId, municipalityIds, nextContactOn }: NextContactOf,
  { by, what }: { by: string; what?: string | undefined }
): Promise<void> {
  const id = nextContactId(meetingId);
  const known = await findFollowUp(context.tx, id);
  if (!nextContactOn && (!known || known.doneAt)) return;
  const network = await findNetwork(context.tx, networkId);
  const moved = nextContactOn !== known?.due;
  await writeFollowUp(context.tx, {
    ...{ id, networkId, meetingId, municipalityId: municipalityIds[0] ?? null, promisedBy: null },
    ...known,
    what: what ?? known?.what ?? words[network?.locale ?? 'en'].nextContact,
    ownerId: known?.ownerId ?? by,
    due: nextContactOn ?? known?.due ?? '',
    doneAt: nextContactOn ? (moved ? null : (known?.doneAt ?? null)) : context.now,
    version: (known?.version ?? 0) + 1,
    updatedAt: context.now
  });
  await context.feed('follow-up', id);
}

type NextContactOf = Pick<MeetingWhole, 'id' | 'networkId' | 'municipalityIds' | 'nextContactOn'>;
