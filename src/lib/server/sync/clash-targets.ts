import { lifeClashes } from '../mentoring/life-clashes';
import { profileClashes } from '../mentoring/profile-clashes';
import { storyClashes } from '../mentoring/story-clashes';
import { contactClashes } from '../outreach/contact-clashes';
import { meetingClashes } from '../outreach/meeting-clashes';
import { planClashes } from '../outreach/plan-clashes';
import { settingClashes } from '../roadmap/setting-clashes';
import { stepClashes } from '../roadmap/step-clashes';
import type { ClashTarget } from './clash-target';

/** Every kind of thing of which two values of a field are kept, by capability. */
export const clashTargets: readonly ClashTarget[] = [
  meetingClashes,
  planClashes,
  stepClashes,
  contactClashes,
  profileClashes,
  settingClashes,
  storyClashes,
  ...lifeClashes
];

export const targetOf = (entity: string): ClashTarget | undefined =>
  clashTargets.find((target) => target.entity === entity);
