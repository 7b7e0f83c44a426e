import type { App } from '../app';
import type { Tx } from '../db/client';
import { activePeopleIn } from '../identity/repository';
import { dayWords } from '../mail/mail-words';
import { queueMail } from '../mail/queue-mail';
import { renderMail } from '../mail/render-mail';
import { publicOrigin } from '../shared/origin';

/**
 * One mail to every officer of the network: what to say of the own municipality, and until when.
 *
 * @returns how many were asked
 */
export async function askForWishes(
  app: App,
  tx: Tx,
  round: { networkId: string; name: string; until: string }
): Promise<number> {
  const officers = await activePeopleIn(tx, round.networkId, ['officer']);
  for (const person of officers) {
    const letter = renderMail(person.locale, 'wishes-asked', {
      round: round.name,
      until: dayWords(person.locale, new Date(`${round.until}T12:00:00`)),
      link: `${publicOrigin(app.env)}/app/peer`
    });
    await queueMail(tx, app, { networkId: round.networkId, recipient: person.email, ...letter });
  }
  return officers.length;
}
