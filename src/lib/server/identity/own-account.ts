import type { Actor } from '$lib/domain/identity/actor';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { rotateSession } from '../auth/sessions';
import { momentWords } from '../mail/mail-words';
import { queueMail } from '../mail/queue-mail';
import { type MailName, renderMail } from '../mail/render-mail';
import type { ChangeContext } from '../shared/change';
import { publicOrigin } from '../shared/origin';
import { voidCodes } from './code-repository';
import { findPerson, type PersonRow } from './repository';

// Everybody's own account: the actor decides whose, never the input.

export async function findMe(app: App, actor: Actor): Promise<Result<{ me: PersonRow; networkId: string | null }>> {
  const me = actor.kind === 'person' ? await findPerson(app.db.read, actor.personId) : undefined;
  if (!me || actor.kind !== 'person') return refuse('no-person', '', 'Only people have an account - sign in as one.');
  return ok({ me, networkId: actor.memberships[0]?.networkId ?? null });
}

/** After a change of how one signs in: codes under way are void, other sessions end, this one goes on under a new token. */
export async function secureAccount(
  app: App,
  context: ChangeContext,
  me: PersonRow,
  networkId: string | null,
  session: string,
  mail: MailName
): Promise<{ token: string | null }> {
  await voidCodes(context.tx, me.email, context.now);
  const letter = renderMail(me.locale, mail, {
    when: momentWords(me.locale, context.now),
    link: publicOrigin(app.env)
  });
  await queueMail(context.tx, app, { networkId, recipient: me.email, ...letter });
  return { token: await rotateSession(app, context.tx, me.id, session) };
}
