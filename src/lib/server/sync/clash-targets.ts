import { profileClashes } from '../mentoring/profile-clashes';
import { contactClashes } from '../outreach/contact-clashes';
import { meetingClashes } from '../outreach/meeting-clashes';
import { planClashes } from '../outreach/plan-clashes';
import { stepClashes } from '../roadmap/step-clashes';
import type { ClashTarget } from './clash-target';

/** Every kind of thing of which two values of a field are kept, by capability. */
export const clashTargets: readonly ClashTarget[] = [
  meetingClashes,
  planClashes,
  stepClashes,
  contactClashes,
  profileClashes
];

export const targetOf = (entity: string): ClashTarget | undefined =>
  clashTargets.find((target) => target.entity === entity);
