import type { Actor } from '$lib/domain/identity/actor';
import { indexModel } from '$lib/domain/assessment/model-index';
import type { AnswerValue } from '$lib/domain/model/types';
import type { App } from '$lib/server/app';
import {
  findAnswer,
  insertAssessments,
  insertWave,
  updateAssessment,
  writeAnswer
} from '$lib/server/assessment/repository';
import { network } from '$lib/server/db/schema/identity';
import { municipality } from '$lib/server/db/schema/register';
import { shippedModels } from '$lib/server/model/seed';
import { actorOf, createMember } from './test-people';

const { model } = shippedModels.at(-1)!;
const DAY = 86_400_000;

export interface PeerNetwork {
  networkId: string;
  waveId: string;
  places: { id: string; name: string; assessmentId: string }[];
  officerOf(place: number): Promise<Actor>;
  /** Answers criteria of levels 1 to `level` yes, the others no; the moment is the app's. */
  answerUpTo(place: number, level: number): Promise<void>;
  answer(assessmentId: string, criterionId: string, value: AnswerValue | null, at?: Date): Promise<void>;
  submit(assessmentId: string): Promise<void>;
  /** A closed wave some days before, with an assessment of one place, submitted then. */
  earlierWave(place: number, daysBefore: number, modelVersion?: string): Promise<string>;
}

/** A network of municipalities of one kind, sizes 10,000, 10,100, 10,200 and so on. */
export async function createPeerNetwork(app: App, count: number, threshold = 3): Promise<PeerNetwork> {
  const [networkId, waveId] = [app.newId(), app.newId()];
  const now = app.now();
  const places = Array.from({ length: count }, (_, i) => ({
    id: app.newId(),
    name: `Place ${i}`,
    assessmentId: app.newId()
  }));
  const waveRow = (id: string, opensAt: Date, modelVersion = model.version) => ({
    id,
    networkId,
    name: String(opensAt.getUTCFullYear()),
    modelId: model.id,
    modelVersion,
    opensAt,
    closesAt: new Date(opensAt.getTime() + 90 * DAY)
  });
  await app.db.write(async (tx) => {
    await tx.insert(network).values({
      id: networkId,
      name: 'Peers',
      country: 'SE',
      locale: 'sv',
      threshold,
      createdAt: now
    });
    await tx.insert(municipality).values(
      places.map(({ id, name }, i) => ({
        id,
        networkId,
        code: String(1000 + i),
        name,
        groupCode: 'C7',
        population: 10_000 + 100 * i,
        updatedAt: now
      }))
    );
    await insertWave(tx, waveRow(waveId, now));
    await insertAssessments(
      tx,
      places.map((place) => ({
        id: place.assessmentId,
        networkId,
        waveId,
        municipalityId: place.id,
        updatedAt: now
      }))
    );
  });

  const net: PeerNetwork = {
    networkId,
    waveId,
    places,
    async officerOf(place) {
      const { personId } = await createMember(app, {
        networkId,
        role: 'officer',
        municipalityId: places[place]!.id
      });
      return actorOf(app, personId);
    },
    async answerUpTo(place, level) {
      for (const criterion of model.criteria) {
        await net.answer(places[place]!.assessmentId, criterion.id, criterion.level <= level ? 'yes' : 'no');
      }
    },
    async answer(assessmentId, criterionId, value, at = app.now()) {
      await app.db.write(async (tx) => {
        const present = await findAnswer(tx, assessmentId, criterionId);
        await writeAnswer(
          tx,
          { answer: present?.id ?? app.newId(), history: app.newId() },
          {
            assessmentId,
            criterionId,
            value,
            note: '',
            evidence: '',
            version: (present?.version ?? 0) + 1,
            answeredBy: 'x',
            answeredAt: at
          },
          app.now(),
          indexModel(model).positions
        );
      });
    },
    async submit(assessmentId) {
      await app.db.write((tx) => updateAssessment(tx, assessmentId, { submittedAt: app.now(), submittedBy: 'x' }));
    },
    async earlierWave(place, daysBefore, modelVersion) {
      const opensAt = new Date(now.getTime() - daysBefore * DAY);
      const [earlierId, assessmentId] = [app.newId(), app.newId()];
      await app.db.write(async (tx) => {
        await insertWave(tx, { ...waveRow(earlierId, opensAt, modelVersion), closedAt: new Date(now.getTime() - DAY) });
        await insertAssessments(tx, [
          {
            id: assessmentId,
            networkId,
            waveId: earlierId,
            municipalityId: places[place]!.id,
            submittedAt: opensAt,
            updatedAt: opensAt
          }
        ]);
      });
      return assessmentId;
    }
  };
  return net;
}
