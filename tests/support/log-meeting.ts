import type { Actor } from '$lib/domain/identity/actor';
import type { App } from '$lib/server/app';
import { pushCommands } from '$lib/server/sync/service';
import { envelope, push } from './commands';

/** A meeting as a device logs it; its id. */
export async function logMeeting(
  app: App,
  actor: Actor,
  municipalityIds: string[],
  change: Record<string, unknown> = {}
): Promise<string> {
  const meetingId = app.newId();
  const payload = {
    ...{ meetingId, heldOn: app.now().toISOString().slice(0, 10), form: 'visit', municipalityIds, attendees: [] },
    ...{ background: '', workSoFar: '', exchange: '', conclusions: '', barriers: [], followUps: [], ...change }
  };
  const result = await pushCommands(app, actor, push([envelope('meeting.log', payload)]));
  const outcome = result.ok ? result.value.outcomes[0] : undefined;
  if (outcome?.outcome !== 'applied') throw new Error(JSON.stringify(result));
  return meetingId;
}
