import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, ANONYMOUS } from '$lib/domain/identity/actor';
import type { App } from '$lib/server/app';
import { membership, person } from '$lib/server/db/schema/identity';
import { readDeviceKey } from '$lib/server/identity/device-service';
import { isAccountClosed } from '$lib/server/identity/public-device-service';
import { createTestApp, disposeTestApp, testClock } from '../support/test-app';
import { createTestNetwork, type TestNetwork } from '../support/test-network';

type Person = Extract<Actor, { kind: 'person' }>;
const clock = testClock();
let app: App;
let net: TestNetwork;
let robin: Person;
let sam: Person;

beforeAll(async () => {
  app = await createTestApp({ now: clock.now });
  net = await createTestNetwork(app);
  robin = await net.enlist('officer');
  sam = await net.enlist('officer');
});
afterAll(() => disposeTestApp(app));

async function keyOf(actor: Actor, deviceId: string) {
  const result = await readDeviceKey(app, actor, { deviceId });
  if (!result.ok) throw new Error(result.problems[0]!.code);
  return result.value;
}
const closed = async (actor: Person, deviceId: string, proof: string) => {
  const result = await isAccountClosed(app, ANONYMOUS, { personId: actor.personId, deviceId, proof });
  return result.ok && result.value;
};

describe('the secret a device’s store is locked with', () => {
  it('is 32 bytes, the same each time, another for each person and each device', async () => {
    const first = await keyOf(robin, 'device-0001');
    expect(Buffer.from(first.secret, 'base64url')).toHaveLength(32);
    expect(await keyOf(robin, 'device-0001')).toEqual(first);
    expect((await keyOf(robin, 'device-0002')).secret).not.toBe(first.secret);
    expect((await keyOf(sam, 'device-0001')).secret).not.toBe(first.secret);
  });

  it('goes where the device was unused for longest, once there are more than fifty', async () => {
    const many = await net.enlist('officer');
    const first = await keyOf(many, 'device-0000');
    clock.forward(1000);
    const second = await keyOf(many, 'device-0001');
    clock.forward(1000);
    await keyOf(many, 'device-0000');
    for (let i = 2; i <= 50; i++) {
      clock.forward(1000);
      await keyOf(many, `device-00${String(i).padStart(2, '0')}`);
    }
    expect(await keyOf(many, 'device-0000')).toEqual(first);
    expect(await keyOf(many, 'device-0001')).not.toEqual(second);
  });
});

describe('a device without session', () => {
  it('learns that the account is closed, by its proof only, and not before', async () => {
    const leaver = await net.enlist('officer');
    const { proof, secret } = await keyOf(leaver, 'device-0009');
    expect(proof).not.toContain(secret);
    expect(await closed(leaver, 'device-0009', proof)).toBe(false);
    await app.db.write((tx) =>
      tx
        .update(person)
        .set({ disabledAt: app.now() })
        .where(eq(person.id, leaver.personId))
        .then(() => undefined)
    );
    expect(await closed(leaver, 'device-0009', proof)).toBe(true);
    expect(await closed(leaver, 'device-0009', 'f'.repeat(64))).toBe(false);
    expect(await closed(leaver, 'device-0008', proof)).toBe(false);
    // the secret is kept: switched on again, the person opens what waits on a locked phone
    expect((await keyOf(leaver, 'device-0009')).secret).toBe(secret);
  });

  it('learns it too where no role is left', async () => {
    const leaver = await net.enlist('officer');
    const { proof } = await keyOf(leaver, 'device-0010');
    await app.db.write((tx) =>
      tx
        .update(membership)
        .set({ endedAt: app.now() })
        .where(eq(membership.personId, leaver.personId))
        .then(() => undefined)
    );
    expect(await closed(leaver, 'device-0010', proof)).toBe(true);
  });
});
