import type { Command } from '../command';
import { demoCommand } from './demo';
import { backupCommand, restoreCommand, statusCommand, verifyCommand } from './operations';

/** Every command, in the order the overview shows them. */
export const commands: readonly Command[] = [demoCommand, backupCommand, restoreCommand, verifyCommand, statusCommand];
