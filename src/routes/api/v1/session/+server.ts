import { isAccountClosed } from '$lib/server/identity/public-device-service';

/**
 * Who is signed in on this device: what the offline shell asks first. A device whose session has ended says which one it
 * is (`x-waymark-device: PERSON/DEVICE/PROOF`) and learns whether its person's account is closed.
 */
export const GET = async ({ locals, request }) => {
  const [personId = '', deviceId = '', proof = ''] = (request.headers.get('x-waymark-device') ?? '').split('/');
  const closed = proof !== '' && (await isAccountClosed(locals.app, locals.actor, { personId, deviceId, proof }));
  return Response.json(
    { person: locals.person, demo: locals.app.env.WAYMARK_DEMO === '1', closed: closed && closed.ok && closed.value },
    { headers: { 'cache-control': 'no-store' } }
  );
};
