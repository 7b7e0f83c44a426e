import register from '$lib/content/demo/se-municipalities.json';
import { indexModel } from '$lib/domain/assessment/model-index';
import { SYSTEM } from '$lib/domain/identity/actor';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { insertAssessments, insertWave } from '../assessment/repository';
import { packNew } from '../assessment/vector-repository';
import type { App } from '../app';
import { hashPassword } from '../auth/passwords';
import { answer, answerHistory } from '../db/schema/assessment';
import { membership, network, person } from '../db/schema/identity';
import { publicPage } from '../db/schema/public-side';
import { municipality } from '../db/schema/register';
import { mentoringProfile } from '../db/schema/mentoring';
import { newLinkKey } from '../outreach/campaign-link';
import { computeRound, openRound, publishRound } from '../mentoring/round-service';
import { shippedModels } from '../model/seed';
import { change } from '../shared/change';
import { today } from '../shared/today';
import { DEMO_PEOPLE, DEMO_PASSWORD } from './demo-people';
import { type DemoMunicipality, Dice, inventMunicipality } from './invent';
import { insertMany } from './insert-many';
import { inventEarlier } from './invent-earlier';
import { inventContacts } from './invent-contacts';
import { inventLedger, inventQuotes } from './invent-ledger';
import { inventMeetings } from './invent-meetings';
import { type DemoPair, findDemoPair, inventInvitation, inventRunning } from './invent-pairing-life';
import { inventPairings } from './invent-pairings';
import { inventProfile, inventWishes } from './invent-profile';
import { inventSessions } from './invent-sessions';

export interface DemoMade {
  network: string;
  municipalities: number;
  submitted: number;
  started: number;
  meetings: number;
  pairs: number;
  seconds: number;
}

type DemoRow = [string, string, string, string, string, number, number, number, number];

export const demoRegister: DemoMunicipality[] = (register.municipalities as DemoRow[]).map(
  ([code, name, countyCode, countyName, groupCode, urbanisation, population, lat, lon]) => ({
    code,
    name,
    countyCode,
    countyName,
    groupCode,
    urbanisation,
    population,
    lat,
    lon
  })
);

const DAY = 86_400_000;

/**
 * The demo network: Sweden's municipalities as facts, everything else invented from a seed and marked so.
 * Refuses where there is a network already: a demo never mixes with real work.
 */
export async function createDemo(app: App, input: { seed: number }): Promise<Result<DemoMade>> {
  const started = performance.now();
  const existing = await app.db.read.select({ id: network.id }).from(network).limit(1);
  if (existing.length)
    return refuse('not-empty', 'DATABASE_URL', 'This database has a network already - the demo needs an empty one.');
  const { model, texts } = shippedModels.at(-1)!;
  const dice = new Dice(input.seed);
  const now = app.now();
  const networkId = dice.id();
  const passwordHash = await hashPassword(DEMO_PASSWORD);

  const profiles: (typeof mentoringProfile.$inferInsert)[] = [];
  let officers: { id: string; name: string; municipalityId: string }[] = [];
  let pair: Omit<DemoPair, 'roundId'> | null = null;
  const made = await change<DemoMade>(
    app,
    SYSTEM,
    { action: 'demo:create', networkId, subject: networkId },
    async ({ tx, feed }) => {
      await tx.insert(network).values({
        id: networkId,
        name: 'Öppna kommuner (demo)',
        country: 'SE',
        locale: 'sv',
        demo: true,
        timeZone: 'Europe/Stockholm',
        createdAt: now
      });
      await tx.insert(publicPage).values({
        ...{ networkId, slug: 'oppna-kommuner', pageOn: true, widgetOn: true, texts: {}, formKey: newLinkKey() },
        ...{ version: 1, updatedAt: now, updatedBy: 'system' }
      });

      const places = demoRegister.map((place) => ({ ...place, id: dice.id() }));
      await insertMany(
        tx,
        municipality,
        places.map((place) => ({ ...place, networkId, validFrom: null, validTo: null, updatedAt: now }))
      );
      const idOf = new Map(places.map((place) => [place.code, place.id]));

      const people = DEMO_PEOPLE.map((someone) => ({ ...someone, id: dice.id() }));
      await insertMany(
        tx,
        person,
        people.map(({ id, email, name, locale }) => ({ id, email, name, locale, passwordHash, createdAt: now }))
      );
      await insertMany(
        tx,
        membership,
        people.map(({ id, role, code }) => ({
          id: dice.id(),
          personId: id,
          networkId,
          role,
          municipalityId: code ? idOf.get(code)! : null,
          createdAt: now
        }))
      );
      const coordinator = people.find((p) => p.role === 'coordinator')!.id;
      officers = people.flatMap(({ id, name, code }) => (code ? [{ id, name, municipalityId: idOf.get(code)! }] : []));

      const waveId = dice.id();
      const opensAt = new Date(now.getTime() - 60 * DAY);
      await insertWave(tx, {
        id: waveId,
        networkId,
        name: String(now.getUTCFullYear()),
        modelId: model.id,
        modelVersion: model.version,
        opensAt,
        closesAt: new Date(now.getTime() + 60 * DAY)
      });

      const drawn = places.map((place) => {
        const fixed = people.find((someone) => someone.code === place.code)?.fixed;
        return { place, id: dice.id(), ...inventMunicipality(place, model, dice, fixed) };
      });
      await insertAssessments(
        tx,
        drawn.map(({ place, id, state }) => {
          const startedAt = state === 'silent' ? null : new Date(opensAt.getTime() + dice.below(40) * DAY);
          const submittedAt =
            state === 'submitted' && startedAt ? new Date(startedAt.getTime() + dice.below(15) * DAY) : null;
          return {
            id,
            networkId,
            waveId,
            municipalityId: place.id,
            startedAt,
            submittedAt,
            submittedBy: submittedAt ? 'system' : null,
            updatedAt: submittedAt ?? startedAt ?? opensAt
          };
        })
      );
      const answers = drawn.flatMap(({ id: assessmentId, place, answers: given }) => {
        const officer = people.find((p) => p.code === place.code)?.id ?? 'system';
        return given.map((a) => ({
          ...a,
          assessmentId,
          note: '',
          evidence: '',
          version: 1,
          answeredBy: officer,
          answeredAt: opensAt
        }));
      });
      await insertMany(
        tx,
        answer,
        answers.map((a) => ({ id: dice.id(), ...a }))
      );
      await insertMany(
        tx,
        answerHistory,
        answers.map((a) => ({ id: dice.id(), ...a, receivedAt: opensAt }))
      );
      await packNew(
        tx,
        indexModel(model).positions,
        answers.map((a) => ({ ...a, origin: 'own' }))
      );

      profiles.push(
        ...drawn.flatMap(({ place, state, answers: given }) =>
          state === 'submitted'
            ? [
                {
                  municipalityId: place.id,
                  networkId,
                  ...inventProfile(
                    model,
                    given,
                    dice,
                    people.some((someone) => someone.fixed && someone.code === place.code)
                  ),
                  version: 1,
                  updatedAt: now
                }
              ]
            : []
        )
      );
      const keep = new Set(people.flatMap(({ code }) => (code ? [idOf.get(code)!] : [])));
      profiles.push(...inventWishes(profiles.splice(0), { seed: input.seed, now, places, keep }));
      // every third had its wishes in for the first round, which was published; the rest wait for the next
      await insertMany(
        tx,
        mentoringProfile,
        profiles.filter((_, i) => i % 3 === 0)
      );
      await inventEarlier(tx, {
        seed: input.seed,
        networkId,
        model,
        opensAt,
        drawn,
        officerOf: (code) => people.find((someone) => someone.code === code)?.id
      });
      await inventPairings(tx, {
        ...{ seed: input.seed, networkId, model, opensAt, drawn },
        own: { mentee: '2161', mentor: '2480' }
      });
      pair = findDemoPair({ seed: input.seed, networkId, model, now }, drawn, people);
      const meetings = await inventMeetings(tx, {
        dice,
        networkId,
        coordinator,
        now,
        places: drawn.filter((d) => d.met).map((d) => d.place),
        barriers: model.barriers.map((b) => b.id),
        said: inventQuotes(
          input.seed,
          texts.find(({ locale }) => locale === 'sv')
        )
      });
      await inventContacts(tx, { seed: input.seed, networkId, coordinator, now, places });
      await inventLedger(tx, { seed: input.seed, networkId, coordinator, now, officers });
      await feed('network', networkId);
      const count = (state: string) => drawn.filter((d) => d.state === state).length;
      return ok({
        network: networkId,
        municipalities: places.length,
        submitted: count('submitted'),
        started: count('started'),
        meetings,
        pairs: 0,
        seconds: 0
      });
    }
  );
  if (!made.ok) return made;

  const seeded = { ...app, newId: () => dice.id() };
  const name = `Runda 1 ${now.getUTCFullYear()}`;
  const opened = await openRound(seeded, SYSTEM, { networkId, name, collectUntil: today(app), replyDays: 14 });
  if (!opened.ok) return opened;
  const { roundId } = opened.value;
  const round = await computeRound(seeded, SYSTEM, { roundId, computedAt: null });
  if (!round.ok) return round;
  const published = await publishRound(seeded, SYSTEM, { roundId });
  if (!published.ok) return published;
  const rest = await change(app, SYSTEM, { action: 'demo:wishes', networkId, subject: networkId }, async ({ tx }) => {
    await insertMany(
      tx,
      mentoringProfile,
      profiles.filter((_, i) => i % 3 !== 0)
    );
    if (pair) await inventRunning(tx, { ...pair, roundId });
    await inventSessions(tx, { seed: input.seed, networkId, now, officers });
    if (pair) await inventInvitation(tx, { ...pair, roundId });
    return ok(null);
  });
  if (!rest.ok) return rest;
  return ok({ ...made.value, pairs: published.value.pairs, seconds: Math.round(performance.now() - started) / 1000 });
}
