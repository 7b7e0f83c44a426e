import { eq } from 'drizzle-orm';
import { levelsOf } from '$lib/domain/roadmap/merge-setting';
import { promisesOf } from '$lib/domain/outreach/meeting-parts';
import type { App } from '$lib/server/app';
import { meetingsOf, followUpsOf } from '$lib/server/outreach/repository';
import { contact } from '$lib/server/db/schema/contacts';
import { visitsOf } from '$lib/server/mentoring/pairing-life-repository';
import { settingsOf, stepsOf } from '$lib/server/roadmap/repository';
import { openClashesIn } from '$lib/server/sync/clash-repository';
import { type FieldEdit, flatMeeting, flatStep } from './field-edits';
import type { World } from './world';

/**
 * Each line that somebody wrote into a field of a meeting, a step, a contact, a visit or the target, and saw as saved, stands there, or is kept beside and
 * shown, or was taken away by somebody who had it on the screen, or still lies with its reason on the device.
 *
 * @param unsent what devices still hold, as JSON
 */
export async function findLostFields(app: App, world: World, unsent: string): Promise<string[]> {
  const stands = await finals(app, world);
  const open = await openClashesIn(app.db.read, world.net.networkId);
  const lost: string[] = [];
  for (const edit of world.fields) {
    const beside = open
      .filter((clash) => `${clash.entity}:${clash.entityId}` === edit.thing && clash.field === edit.field)
      .map(({ field, value }) => (field === 'owner' ? JSON.stringify(value.is) : value.is));
    const later = world.fields.filter((other) => other.thing === edit.thing && other.field === edit.field);
    for (const line of linesOf(edit.said)) {
      if (edit.saw.some((value) => linesOf(value).includes(line))) continue;
      const kept =
        [stands.get(edit.thing)?.get(edit.field), ...beside].some((value) => linesOf(value).includes(line)) ||
        later.some((other) => takesAway(other, line)) ||
        // what is no invented word is looked for only where whole meetings are refused
        ((world.beganOld || /-\d/.test(line)) && unsent.includes(line));
      if (!kept) lost.push(`lost: "${line}" of ${edit.field} of ${edit.thing} from ${edit.device.name}`);
    }
  }
  return lost;
}

const takesAway = ({ saw, said }: FieldEdit, line: string): boolean =>
  saw.some((value) => linesOf(value).includes(line)) && !linesOf(said).includes(line);

/** An emptied field says nothing that could be lost. */
function linesOf(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  return String(value)
    .split('\n')
    .filter((line) => line !== '');
}

const flat = (content: object) => new Map<string, unknown>(Object.entries(content));

async function finals(app: App, { net, pairingId }: World): Promise<Map<string, Map<string, unknown>>> {
  const meetings = await meetingsOf(app.db.read, net.networkId);
  const promises = await followUpsOf(app.db.read, net.networkId);
  const places = net.municipalities.map(({ id }) => id);
  const steps = await stepsOf(app.db.read, places);
  const settings = await settingsOf(app.db.read, places);
  const visits = await visitsOf(app.db.read, [pairingId]);
  const contacts = await app.db.read.select().from(contact).where(eq(contact.networkId, net.networkId));
  return new Map([
    ...meetings.map((meeting) => {
      const followUps = promises.filter(({ meetingId }) => meetingId === meeting.id);
      return [
        `meeting:${meeting.id}`,
        flatMeeting({
          ...{ ...meeting, nextContactOn: meeting.nextContactOn ?? '', photos: [] },
          followUps: promisesOf(meeting.id, followUps)
        })
      ] as const;
    }),
    ...steps.map((step) => [`step:${step.municipalityId}/${step.criterionId}`, flatStep(step)] as const),
    ...contacts.map((contact) => [`contact:${contact.id}`, flat(contact)] as const),
    ...visits.map((visit) => [`visit:${visit.pairingId}/${visit.id}`, flat(visit)] as const),
    ...settings.map(({ municipalityId, target }) => [`setting:${municipalityId}`, flat(levelsOf(target))] as const)
  ]);
}
