import type { Command } from '../command';
import { campaignListCommand, campaignReplyCommand, campaignResultsCommand, campaignTurnCommand } from './campaign';
import {
  contactEraseCommand,
  contactExportCommand,
  contactImportCommand,
  contactListCommand,
  contactPersonCommand
} from './contact';
import { demoCommand } from './demo';
import { discloseCommand } from './disclose';
import { identityCommands } from './identity';
import { listCommands } from './lists';
import { mailReleaseCommand } from './mail-release';
import { matchCommand } from './match';
import { modelListCommand, modelValidateCommand } from './model';
import { networkZoneCommand } from './network';
import { backupCommand, restoreCommand, statusCommand, verifyCommand } from './operations';
import { registerImportCommand } from './register';
import { reportCommand, reportPublishCommand } from './report';
import { scoreCommand } from './score';
import { visitsCommand } from './visits';
import { waveCloseCommand, waveListCommand, waveOpenCommand } from './wave';

/** Every command, in the order the overview shows them. */
export const commands: readonly Command[] = [
  ...identityCommands,
  networkZoneCommand,
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
  ...listCommands,
  campaignListCommand,
  campaignResultsCommand,
  campaignTurnCommand,
  campaignReplyCommand,
  modelValidateCommand,
  modelListCommand,
  scoreCommand,
  matchCommand,
  discloseCommand,
  visitsCommand,
  reportCommand,
  reportPublishCommand,
  backupCommand,
  restoreCommand,
  mailReleaseCommand,
  verifyCommand,
  statusCommand
];
