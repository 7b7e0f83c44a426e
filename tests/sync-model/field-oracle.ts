import { promisesOf } from '$lib/domain/outreach/meeting-parts';
import type { App } from '$lib/server/app';
import { meetingsOf, followUpsOf } from '$lib/server/outreach/repository';
import { stepsOf } from '$lib/server/roadmap/repository';
import { openClashesIn } from '$lib/server/sync/clash-repository';
import { type FieldEdit, flatMeeting, flatStep } from './field-edits';
import type { World } from './world';

/**
 * Each line that somebody wrote into a field of a meeting or a step, and saw as saved, stands there, or is kept beside and
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

async function finals(app: App, { net }: World): Promise<Map<string, Map<string, unknown>>> {
  const meetings = await meetingsOf(app.db.read, net.networkId);
  const promises = await followUpsOf(app.db.read, net.networkId);
  const steps = await stepsOf(
    app.db.read,
    net.municipalities.map(({ id }) => id)
  );
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
    ...steps.map((step) => [`step:${step.municipalityId}/${step.criterionId}`, flatStep(step)] as const)
  ]);
}
