import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { certificateOf } from '$lib/domain/mentoring/certificate';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findNetwork, peopleByIds } from '../identity/directory-repository';
import { listMunicipalities } from '../register/repository';
import { modelOfNetwork, textIn } from '../roadmap/step-words';
import { findPairing } from './pairing-repository';
import { countSessions } from './session-repository';

/** Thanks for a mentor, for its own officers and the network's coordinators, once the pairing has ended. */
export async function printCertificate(
  app: App,
  actor: Actor,
  input: { pairingId: string; locale: Locale }
): Promise<Result<{ pdf: Uint8Array; fileName: string }>> {
  const refused = authorize(actor, 'pairing:read');
  if (refused) return refused;
  const pairing = await findPairing(app.db.read, input.pairingId);
  if (!pairing || pairing.status === 'proposed')
    return refuse('not-found', 'pairing', 'There is no pairing at this address.');
  const { networkId, mentorId, menteeId } = pairing;
  const forbidden = authorize(actor, 'pairing:read', { networkId, municipalityId: mentorId });
  if (forbidden) return forbidden;
  const sessions = await countSessions(app.db.read, pairing.id);
  const certificate = certificateOf(pairing, sessions);
  if (!certificate.ready)
    return certificate.because === 'not-ended'
      ? refuse('not-ended', 'pairing', 'The certificate is made when the pairing has ended - end it first.')
      : refuse('never-met', 'pairing', 'There is no certificate for this pairing - the two never met.');
  const places = await listMunicipalities(app.db.read, { ids: [mentorId, menteeId] });
  const [person] = pairing.mentorOfficerId ? await peopleByIds(app.db.read, [pairing.mentorOfficerId]) : [];
  const network = await findNetwork(app.db.read, networkId);
  const text = textIn(await modelOfNetwork(app, networkId), input.locale);
  const mentor = places.find(({ id }) => id === mentorId);
  const mentee = places.find(({ id }) => id === menteeId);
  if (!network || !mentor || !mentee) throw new Error(`Pairing ${pairing.id} lacks its network or a municipality`);
  // ended in an older version that did not keep the day
  const closedAt = pairing.closedAt ?? pairing.startedAt ?? app.now();
  const rendered = await app.offload('renderCertificate', {
    ...{ locale: input.locale, mentor: mentor.name, mentee: mentee.name, person: person?.name ?? null },
    ...{ theme: text?.dimensions[pairing.dimension]?.name ?? pairing.dimension },
    ...{ network: network.name, demo: network.demo, sessions },
    startedAt: (pairing.startedAt ?? closedAt).toISOString(),
    closedAt: closedAt.toISOString()
  });
  if (!rendered.ok) return rendered;
  const code = mentor.code.replaceAll(/[^\w-]/g, '');
  return ok({ pdf: rendered.value, fileName: `waymark-certificate-${code}-${input.locale}.pdf` });
}
