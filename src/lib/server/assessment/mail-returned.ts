import type { Actor } from '$lib/domain/identity/actor';
import type { App } from '../app';
import { findPerson, officersOf } from '../identity/repository';
import { somebody } from '../mail/mail-words';
import { queueMail } from '../mail/queue-mail';
import { renderMail } from '../mail/render-mail';
import { findMunicipality } from '../register/repository';
import type { ChangeContext } from '../shared/change';
import { publicOrigin } from '../shared/origin';
import type { Found } from './open-assessment';

/** Tells every officer who is still there what is to be changed. */
export async function mailReturned(
  app: App,
  actor: Actor,
  { tx }: ChangeContext,
  found: Found,
  text: string
): Promise<void> {
  const municipality = await findMunicipality(tx, found.municipalityId);
  const coordinator = actor.kind === 'person' ? await findPerson(tx, actor.personId) : undefined;
  for (const { person, membership } of await officersOf(tx, found.municipalityId)) {
    if (membership.endedAt || person.disabledAt) continue;
    const letter = renderMail(person.locale, 'assessment-returned', {
      municipality: municipality?.name ?? '',
      wave: found.wave.name,
      by: coordinator?.name ?? somebody(person.locale),
      text,
      link: `${publicOrigin(app.env)}/app/assessment`
    });
    await queueMail(tx, app, { networkId: found.networkId, recipient: person.email, ...letter });
  }
}
