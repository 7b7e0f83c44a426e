import { renderSVG } from 'uqr';
import type { Actor, MemberRole } from '$lib/domain/identity/actor';
import type { Locale } from '$lib/domain/shared/locale';
import type { App } from '../app';
import { newToken, sha256 } from '../auth/secrets';
import { queueMail } from '../mail/queue-mail';
import { dayWords, roleWords, somebody } from '../mail/mail-words';
import { renderMail } from '../mail/render-mail';
import type { ChangeContext } from '../shared/change';
import { publicOrigin } from '../shared/origin';
import { insertInvitation } from './invitation-repository';
import { findPerson } from './repository';

const LIFETIME_MS = 14 * 24 * 60 * 60 * 1000;

/** Link and QR code are shown once: the database keeps only the hash of the token. */
export interface InvitationMade {
  id: string;
  link: string;
  /** An SVG image of the link. */
  qr: string;
  expiresAt: Date;
  /** Whether it was mailed too. */
  mailed: boolean;
}

interface Invitee {
  network: { id: string; name: string };
  role: MemberRole;
  municipality: { id: string; name: string } | null;
  email: string | null;
  locale: Locale;
}

export async function makeInvitation(
  app: App,
  actor: Actor,
  context: ChangeContext,
  invitee: Invitee
): Promise<InvitationMade> {
  const { network, role, municipality, email, locale } = invitee;
  const [id, token] = [app.newId(), newToken()];
  const expiresAt = new Date(context.now.getTime() + LIFETIME_MS);
  const inviter = actor.kind === 'person' ? await findPerson(context.tx, actor.personId) : undefined;
  const place = { networkId: network.id, role, municipalityId: municipality?.id ?? null };
  await insertInvitation(context.tx, {
    id,
    tokenHash: sha256(token),
    ...place,
    email,
    invitedBy: inviter?.id ?? null,
    createdAt: context.now,
    expiresAt
  });
  const link = `${publicOrigin(app.env)}/invitation/${token}`;
  if (email) {
    const values = {
      network: network.name,
      inviter: inviter?.name ?? somebody(locale),
      role: roleWords(locale, role, municipality?.name ?? null),
      link
    };
    const letter = renderMail(locale, 'invitation', { ...values, until: dayWords(locale, expiresAt) });
    await queueMail(context.tx, app, { networkId: network.id, recipient: email, ...letter, expiresAt });
  }
  return { id, link, qr: renderSVG(link, { border: 2 }), expiresAt, mailed: email !== null };
}
