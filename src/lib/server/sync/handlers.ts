import { checkHandlers } from '../assessment/check-handlers';
import { assessmentHandlers } from '../assessment/handlers';
import { mentoringHandlers } from '../mentoring/handlers';
import { outreachHandlers } from '../outreach/handlers';
import { roadmapHandlers } from '../roadmap/handlers';
import type { CommandHandler } from './command-handler';

/** Everything a device can ask for, by capability. */
export const handlers: readonly CommandHandler[] = [
  ...assessmentHandlers,
  ...checkHandlers,
  ...roadmapHandlers,
  ...outreachHandlers,
  ...mentoringHandlers
];
