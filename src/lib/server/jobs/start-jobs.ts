import { describeError } from '../shared/describe-error';
import type { App } from '../app';
import { expireContacts } from './expire-contacts';
import { sendDigest } from './send-digest';
import { recordEditionFiles } from './record-edition-files';
import { remindDueSteps } from './remind-due-steps';
import { remindPlannedMeetings } from './remind-planned-meetings';
import { remindSilentDevices } from './remind-silent-devices';
import { removeExpired } from './remove-expired';
import { nudgePairings, tendInvitations } from './tend-pairings';
import { sendWaitingMail } from '../mail/send-waiting-mail';
import { planReminders } from '../outreach/plan-reminders';
import { readMailFolder } from '../outreach/read-folder';
import { sendCampaigns } from '../outreach/send-campaigns';
import { sendWaitingPush } from '../push/send-waiting-push';

interface Job {
  name: string;
  everySeconds: number;
  run(app: App): Promise<void>;
}

const jobs: Job[] = [
  { name: 'send-mail', everySeconds: 5, run: sendWaitingMail },
  { name: 'send-push', everySeconds: 5, run: sendWaitingPush },
  { name: 'send-campaigns', everySeconds: 5, run: sendCampaigns },
  { name: 'plan-reminders', everySeconds: 600, run: planReminders },
  { name: 'read-mail-folder', everySeconds: 120, run: readMailFolder },
  { name: 'tend-invitations', everySeconds: 5, run: tendInvitations },
  { name: 'remove-expired', everySeconds: 3600, run: removeExpired },
  { name: 'record-edition-files', everySeconds: 3600, run: recordEditionFiles },
  { name: 'expire-contacts', everySeconds: 3600, run: expireContacts },
  { name: 'send-digest', everySeconds: 900, run: sendDigest },
  { name: 'remind-due-steps', everySeconds: 3600, run: remindDueSteps },
  { name: 'remind-planned-meetings', everySeconds: 900, run: remindPlannedMeetings },
  { name: 'remind-silent-devices', everySeconds: 3600, run: remindSilentDevices },
  { name: 'nudge-pairings', everySeconds: 3600, run: nudgePairings }
];

/**
 * Runs the regular work. Only the process that holds the writer's lock does, so no two of them do the same thing.
 * Returns a function that stops and waits for the job under way.
 */
export function startJobs(app: App): () => Promise<void> {
  const running = new Set<Promise<void>>();
  const timers = jobs.map((job) => {
    let busy = false;
    return setInterval(() => {
      if (busy) return;
      busy = true;
      const run = job
        .run(app)
        .catch((error: unknown) => app.log.error({ job: job.name, error: describeError(error) }, 'job failed'))
        .finally(() => {
          busy = false;
          running.delete(run);
        });
      running.add(run);
    }, job.everySeconds * 1000);
  });
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.all(running);
  };
}
