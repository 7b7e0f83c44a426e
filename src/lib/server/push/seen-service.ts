import * as z from 'zod/mini';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { sha256 } from '../auth/secrets';
import { deleteSeen, findSeen, putSeen } from './seen-repository';

/** Devices fetch every half minute: written down once an hour, and whenever there is something new. */
const OFTEN_MS = 60 * 60 * 1000;

const seenInput = z.object({
  deviceId: z.string().check(z.minLength(8), z.maxLength(60)),
  /** What it had not sent; left out where that is not known. */
  unsent: z.optional(z.int().check(z.minimum(0), z.maximum(1_000_000))),
  /** It has just sent something. */
  sent: z.boolean(),
  device: z.optional(z.nullable(z.string().check(z.maxLength(60))))
});

const seenId = (actor: Actor, deviceId: string) => sha256(`${actorId(actor)}/${deviceId}`);

/** A person's device has fetched: it is not silent. */
export async function noteDevice(app: App, actor: Actor, input: z.input<typeof seenInput>): Promise<Result<null>> {
  const refused = authorize(actor, 'sync:pull');
  if (refused) return refused;
  const given = check(seenInput, input);
  if (!given.ok) return given;
  // programs and the command line have no device that could fall silent
  if (actor.kind !== 'person') return ok(null);
  const { deviceId, sent, device = null } = given.value;
  const [id, now] = [seenId(actor, deviceId), app.now()];
  const known = await findSeen(app.db.read, id);
  const unsent = given.value.unsent ?? known?.unsent ?? 0;
  const used = sent || unsent > 0;
  const fresh = (at: Date | null | undefined) => at && now.getTime() - at.getTime() < OFTEN_MS;
  if (known && fresh(known.seenAt) && known.unsent === unsent && (!used || fresh(known.usedAt))) return ok(null);
  const usedAt = used ? now : null;
  await app.db.write((tx) =>
    putSeen(tx, { id, personId: actor.personId, device, seenAt: now, usedAt, unsent, toldAt: null })
  );
  return ok(null);
}

/** Signed out with nothing left on it: its silence means nothing. */
export async function forgetDevice(app: App, actor: Actor, input: { deviceId: string }): Promise<Result<null>> {
  const refused = authorize(actor, 'account:own');
  if (refused) return refused;
  await app.db.write((tx) => deleteSeen(tx, seenId(actor, String(input.deviceId))));
  return ok(null);
}
