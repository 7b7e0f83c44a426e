import type { Command } from '../command';
import { demoCommand } from './demo';
import { identityCommands } from './identity';
import { matchCommand } from './match';
import { modelListCommand, modelValidateCommand } from './model';
import { backupCommand, restoreCommand, statusCommand, verifyCommand } from './operations';
import { registerImportCommand } from './register';
import { reportCommand, reportPublishCommand } from './report';
import { scoreCommand } from './score';
import { waveCloseCommand, waveListCommand, waveOpenCommand } from './wave';

/** Every command, in the order the overview shows them. */
export const commands: readonly Command[] = [
  ...identityCommands,
  demoCommand,
  registerImportCommand,
  waveOpenCommand,
  waveCloseCommand,
  waveListCommand,
  modelValidateCommand,
  modelListCommand,
  scoreCommand,
  matchCommand,
  reportCommand,
  reportPublishCommand,
  backupCommand,
  restoreCommand,
  verifyCommand,
  statusCommand
];
