import type { Actor } from '$lib/domain/identity/actor';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { endAllSessions } from '../auth/sessions';
import { queueMail } from '../mail/queue-mail';
import { renderMail } from '../mail/render-mail';
import { findMunicipality } from '../register/repository';
import type { ChangeContext } from '../shared/change';
import { publicOrigin } from '../shared/origin';
import { findNetwork } from './directory-repository';
import { type InvitationMade, makeInvitation } from './make-invitation';
import { findMembership, findPerson, officersOf, updateMembership } from './repository';
import { moveWork, type Moved } from './take-over';

export type Successor = { kind: 'colleague'; personId: string } | { kind: 'invite'; email: string | null };

export interface Left {
  /** What moved at once; zero where an invited successor takes it over on arrival. */
  moved: Moved;
  /** Link and QR code for the invited successor, shown this once. */
  invitation: InvitationMade | null;
}

/** Ends an officer's membership and gives the work to the successor, all in one transaction. */
export async function leaveMunicipality(
  app: App,
  actor: Actor,
  context: ChangeContext,
  membershipId: string,
  to: Successor
): Promise<Result<Left>> {
  const { tx, now } = context;
  const leaving = await findMembership(tx, membershipId);
  if (!leaving?.municipalityId || leaving.endedAt)
    return refuse('already-ended', 'membershipId', 'This officer has left already - look at the list again.');
  const { municipalityId } = leaving;
  const [network, municipality, leaver] = [
    await findNetwork(tx, leaving.networkId),
    await findMunicipality(tx, municipalityId),
    await findPerson(tx, leaving.personId)
  ];
  if (!network || !municipality || !leaver) throw new Error(`Membership ${membershipId} refers to what does not exist`);

  await updateMembership(tx, leaving.id, { endedAt: now });
  await endAllSessions(app, leaver.id, undefined, tx);
  await context.feed('person', leaver.id, municipalityId);

  if (to.kind === 'invite') {
    const invitee = { network, municipality, role: 'officer' as const, email: to.email, locale: network.locale };
    const invitation = await makeInvitation(app, actor, context, invitee);
    await context.audit('invitation:create', invitation.id);
    return ok({ moved: { steps: 0, pairings: 0 }, invitation });
  }
  const colleague = (await officersOf(tx, municipalityId)).find(
    ({ membership, person }) => person.id === to.personId && !membership.endedAt && !person.disabledAt
  );
  if (!colleague)
    return refuse(
      'successor-unknown',
      'successorId',
      'The successor must be another active officer of the same municipality - choose one, or invite somebody.'
    );
  await updateMembership(tx, leaving.id, { successorId: colleague.person.id });
  const moved = await moveWork(context, municipalityId, leaver.id, colleague.person.id);
  const link = `${publicOrigin(app.env)}/app`;
  const letter = renderMail(colleague.person.locale, 'hand-over', {
    municipality: municipality.name,
    from: leaver.name,
    link
  });
  await queueMail(tx, app, { networkId: network.id, recipient: colleague.person.email, ...letter });
  return ok({ moved, invitation: null });
}
