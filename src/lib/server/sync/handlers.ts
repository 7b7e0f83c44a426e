import { checkHandlers } from '../assessment/check-handlers';
import { assessmentHandlers } from '../assessment/handlers';
import { mentoringHandlers } from '../mentoring/handlers';
import { pairingFileHandlers } from '../mentoring/pairing-file-handlers';
import { pairingHandlers } from '../mentoring/pairing-handlers';
import { pairingLifeHandlers } from '../mentoring/pairing-life-handlers';
import { sessionHandlers } from '../mentoring/session-handlers';
import { storyHandlers } from '../mentoring/story-handlers';
import { contactHandlers } from '../outreach/contact-handlers';
import { correctionHandlers } from '../outreach/correction-handlers';
import { dataPersonHandlers } from '../outreach/data-person-handlers';
import { outreachHandlers } from '../outreach/handlers';
import { planHandlers } from '../outreach/plan-handlers';
import { mergeHandlers } from '../outreach/merge-handlers';
import { snoozeHandlers } from '../outreach/snooze-handlers';
import { roadmapHandlers } from '../roadmap/handlers';
import { clashHandlers } from './clash-handler';
import type { CommandHandler } from './command-handler';

/** Everything a device can ask for, by capability. */
export const handlers: readonly CommandHandler[] = [
  ...assessmentHandlers,
  ...checkHandlers,
  ...roadmapHandlers,
  ...outreachHandlers,
  ...planHandlers,
  ...snoozeHandlers,
  ...correctionHandlers,
  ...dataPersonHandlers,
  ...clashHandlers,
  ...contactHandlers,
  ...mergeHandlers,
  ...sessionHandlers,
  ...storyHandlers,
  ...mentoringHandlers,
  ...pairingHandlers,
  ...pairingLifeHandlers,
  ...pairingFileHandlers
];
