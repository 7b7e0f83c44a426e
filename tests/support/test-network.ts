import type { Actor, MemberRole } from '$lib/domain/identity/actor';
import type { App } from '$lib/server/app';
import { assessment, wave } from '$lib/server/db/schema/assessment';
import { membership, network, person } from '$lib/server/db/schema/identity';
import { municipality } from '$lib/server/db/schema/register';
import { shippedModels } from '$lib/server/model/seed';

export interface TestNetwork {
  networkId: string;
  waveId: string;
  /** Two municipalities, each with an assessment in the open wave. */
  municipalities: { id: string; code: string; assessmentId: string }[];
  /** A signed-in person with one role; officers get the municipality's place in `municipalities`. */
  enlist(role: MemberRole, municipalityIndex?: number): Promise<Extract<Actor, { kind: 'person' }>>;
}

/** The smallest network in which everything of the first version can happen. */
export async function createTestNetwork(app: App, name = 'Testnätet'): Promise<TestNetwork> {
  const networkId = app.newId();
  const waveId = app.newId();
  const at = app.now();
  const { model } = shippedModels.at(-1)!;
  const municipalities = ['0114', '0115'].map((code) => ({ id: app.newId(), code, assessmentId: app.newId() }));
  await app.db.write(async (tx) => {
    await tx.insert(network).values({ id: networkId, name, country: 'SE', locale: 'sv', createdAt: at });
    await tx
      .insert(municipality)
      .values(municipalities.map(({ id, code }) => ({ id, networkId, code, name: `Kommun ${code}`, updatedAt: at })));
    await tx.insert(wave).values({
      id: waveId,
      networkId,
      name: '2026',
      modelId: model.id,
      modelVersion: model.version,
      opensAt: at,
      closesAt: new Date(at.getTime() + 86_400_000)
    });
    await tx
      .insert(assessment)
      .values(
        municipalities.map((m) => ({ id: m.assessmentId, networkId, waveId, municipalityId: m.id, updatedAt: at }))
      );
  });
  let enlisted = 0;
  return {
    networkId,
    waveId,
    municipalities,
    async enlist(role, municipalityIndex = 0) {
      const personId = app.newId();
      const municipalityId = role === 'officer' ? municipalities[municipalityIndex]!.id : null;
      await app.db.write(async (tx) => {
        await tx.insert(person).values({
          id: personId,
          email: `person${++enlisted}-${networkId}@example.org`,
          name: `Person ${enlisted}`,
          locale: 'sv',
          createdAt: at
        });
        await tx
          .insert(membership)
          .values({ id: app.newId(), personId, networkId, role, municipalityId, createdAt: at });
      });
      return { kind: 'person', personId, memberships: [{ networkId, role, municipalityId }] };
    }
  };
}
