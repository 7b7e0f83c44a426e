import type { Command } from '../command';
import {
  contactEraseCommand,
  contactExportCommand,
  contactImportCommand,
  contactListCommand,
  contactPersonCommand
} from './contact';
import { demoCommand } from './demo';
import { identityCommands } from './identity';
import { mailReleaseCommand } from './mail-release';
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
  contactListCommand,
  contactImportCommand,
  contactExportCommand,
  contactPersonCommand,
  contactEraseCommand,
  modelValidateCommand,
  modelListCommand,
  scoreCommand,
  matchCommand,
  reportCommand,
  reportPublishCommand,
  backupCommand,
  restoreCommand,
  mailReleaseCommand,
  verifyCommand,
  statusCommand
];
