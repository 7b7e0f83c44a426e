import type { Tx } from '../db/client';
import { attendee, followUp, meeting, meetingBarrier, meetingMunicipality } from '../db/schema/outreach';
import { demoTalk } from './demo-people';
import { insertMany } from './insert-many';
import { inventKnowledge } from './invent-knowledge';
import { type DemoMunicipality, type Dice, inventBarriers } from './invent';

const DAY = 86_400_000;

/** Meetings of the last months with attendees, barriers and promises; returns how many. */
export async function inventMeetings(
  tx: Tx,
  from: {
    dice: Dice;
    networkId: string;
    coordinator: string;
    now: Date;
    places: (DemoMunicipality & { id: string })[];
    barriers: string[];
    said: (barrierId: string) => Pick<typeof meetingBarrier.$inferSelect, 'quote' | 'consent'>;
  }
): Promise<number> {
  const { dice, networkId, coordinator, now, places, barriers, said } = from;
  const held = places.map((place) => {
    const at = new Date(now.getTime() - (3 + dice.below(250)) * DAY);
    return { id: dice.id(), place, at, talk: demoTalk(dice, place) };
  });
  await insertMany(
    tx,
    meeting,
    held.map(({ id, at, talk }, i) => ({
      id,
      networkId,
      heldOn: at.toISOString().slice(0, 10),
      form: talk.form,
      background: talk.background,
      workSoFar: talk.workSoFar,
      exchange: talk.exchange,
      conclusions: talk.conclusions,
      ...inventKnowledge(i),
      version: 1,
      createdBy: coordinator,
      createdAt: at,
      updatedAt: at
    }))
  );
  await insertMany(
    tx,
    meetingMunicipality,
    held.map(({ id, place }) => ({ meetingId: id, municipalityId: place.id }))
  );
  await insertMany(
    tx,
    attendee,
    held.flatMap(({ id, talk }) => talk.attendees.map((a) => ({ id: dice.id(), meetingId: id, ...a })))
  );
  await insertMany(
    tx,
    meetingBarrier,
    held.flatMap(({ id, place }) =>
      inventBarriers(place, barriers, dice).map((b) => ({
        id: dice.id(),
        meetingId: id,
        ...b,
        ...said(b.barrierId)
      }))
    )
  );
  await insertMany(
    tx,
    followUp,
    held.flatMap(({ id, place, at, talk }) =>
      talk.promise
        ? [
            {
              id: dice.id(),
              networkId,
              meetingId: id,
              municipalityId: place.id,
              what: talk.promise,
              ownerId: coordinator,
              due: new Date(at.getTime() + 30 * DAY).toISOString().slice(0, 10),
              doneAt: at.getTime() < now.getTime() - 45 * DAY ? new Date(at.getTime() + 25 * DAY) : null,
              version: 1,
              updatedAt: at
            }
          ]
        : []
    )
  );
  return held.length;
}
