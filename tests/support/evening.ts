import { v7 } from 'uuid';
import { cookieName, createSession } from '$lib/server/auth/sessions';
import { assessment, wave } from '$lib/server/db/schema/assessment';
import { membership, network, person } from '$lib/server/db/schema/identity';
import { municipality } from '$lib/server/db/schema/register';
import { changeFeed } from '$lib/server/db/schema/sync';
import { insertRows } from '$lib/server/db/insert-rows';
import { insertModel } from '$lib/server/model/repository';
import { startApp } from '$lib/server/start-app';
import { readEnv } from '../../src/env';
import { buildModel } from '../builders/model';
import { answerCommand, push } from './commands';

/** An officer with a municipality of their own, as their browser knows itself. */
export interface Officer {
  cookie: string;
  deviceId: string;
  assessmentId: string;
}

export interface Evening {
  officers: Officer[];
  /** Cookies. */
  coordinators: string[];
  criteria: string[];
}

/** The last evening before a wave closes: every municipality of a country has an officer, signed in and with much to send. */
export async function createEvening(
  file: string,
  wanted: { officers: number; coordinators: number; criteria: number }
): Promise<Evening> {
  const env = readEnv({ DATABASE_URL: file, LOG_LEVEL: 'silent', ORIGIN: 'http://127.0.0.1' });
  const app = await startApp({ env, logTo: 2 });
  const at = app.now();
  const networkId = app.newId();
  const waveId = app.newId();
  const criteria = Array.from({ length: wanted.criteria }, (_, i) => `question-${i}`);
  const model = buildModel(
    criteria.map((id, i) => ({ id, dimension: `d${i % 8}`, level: 1 + (i % 3) })),
    { id: 'evening' }
  );
  const places = Array.from({ length: wanted.officers }, () => ({
    municipalityId: app.newId(),
    assessmentId: app.newId(),
    personId: app.newId()
  }));
  const coordinators = Array.from({ length: wanted.coordinators }, () => app.newId());
  const someone = (id: string, i: number) => ({
    ...{ id, email: `person${i}@example.org`, name: `Person ${i}`, locale: 'sv' as const, createdAt: at }
  });
  await app.db.write(async (tx) => {
    await insertModel(tx, { model, texts: [], publishedAt: at });
    await tx.insert(network).values({ id: networkId, name: 'Kväll', country: 'SE', locale: 'sv', createdAt: at });
    // no network is without a past: a feed with nothing in it has no place to go on from
    await tx.insert(changeFeed).values({ networkId, entity: 'network', entityId: networkId });
    await tx.insert(wave).values({
      ...{ id: waveId, networkId, name: '2026', modelId: model.id, modelVersion: model.version },
      ...{ opensAt: at, closesAt: new Date(at.getTime() + 86_400_000) }
    });
    const numbered = places.map((place, i) => ({ ...place, code: String(10_000 + i) }));
    await insertRows(
      tx,
      municipality,
      numbered.map(({ municipalityId: id, code }) => ({ id, networkId, code, name: `Kommun ${code}`, updatedAt: at }))
    );
    await insertRows(
      tx,
      assessment,
      places.map(({ assessmentId: id, municipalityId }) => ({ id, networkId, waveId, municipalityId, updatedAt: at }))
    );
    const people = [...places.map(({ personId }) => personId), ...coordinators];
    await insertRows(tx, person, people.map(someone));
    await insertRows(
      tx,
      membership,
      people.map((personId, i) => ({
        ...{ id: app.newId(), personId, networkId, createdAt: at },
        role: places[i] ? ('officer' as const) : ('coordinator' as const),
        municipalityId: places[i]?.municipalityId ?? null
      }))
    );
  });
  const signIn = async (personId: string) => `${cookieName(app)}=${await createSession(app, personId)}`;
  const evening = {
    criteria,
    coordinators: await Promise.all(coordinators.map(signIn)),
    officers: await Promise.all(
      places.map(async ({ personId, assessmentId }) => ({
        ...{ cookie: await signIn(personId), deviceId: app.newId(), assessmentId }
      }))
    )
  };
  await app.db.close();
  return evening;
}

/** What a client puts into one parcel (src/lib/client/sync/exchange.ts). */
export const PARCEL = 250;

/** The parcels of somebody who has answered these questions, as they go over the wire, with the ids in each. */
export function parcelsOf(
  { assessmentId, deviceId }: Officer,
  criteria: readonly string[]
): { ids: string[]; body: Buffer }[] {
  const commands = criteria.map((criterionId, i) => ({
    ...answerCommand(assessmentId, {
      criterionId,
      value: i % 3 ? 'yes' : 'partly',
      note: i % 4 ? '' : `Vi har talat om fråga ${i} och vet vem som tar den vidare.`
    }),
    commandId: v7(),
    seq: i
  }));
  const parcels = [];
  for (let i = 0; i < commands.length; i += PARCEL) {
    const part = commands.slice(i, i + PARCEL);
    const ids = part.map(({ commandId }) => commandId);
    parcels.push({ ids, body: Buffer.from(JSON.stringify(push(part, deviceId))) });
  }
  return parcels;
}
