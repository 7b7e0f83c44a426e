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
import { materialCommands } from './material';
import { modelListCommand, modelValidateCommand } from './model';
import { networkZoneCommand } from './network';
import { backupCommand, repackCommand, restoreCommand, statusCommand, verifyCommand } from './operations';
import { publicPageCommands } from './public-page';
import { registerBoundariesCommand, registerImportCommand } from './register';
import { reportCommand } from './report';
import { editionCommands } from './report-editions';
import { scoreCommand } from './score';
import { signUpCommands } from './sign-up';
import { visitsCommand } from './visits';
import { waveCloseCommand, waveListCommand, waveOpenCommand } from './wave';

/** Every command, in the order the overview shows them. */
export const commands: readonly Command[] = [
  ...identityCommands,
  networkZoneCommand,
  demoCommand,
  registerImportCommand,
  registerBoundariesCommand,
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
  ...publicPageCommands,
  ...materialCommands,
  ...signUpCommands,
  modelValidateCommand,
  modelListCommand,
  scoreCommand,
  matchCommand,
  discloseCommand,
  visitsCommand,
  reportCommand,
  ...editionCommands,
  backupCommand,
  restoreCommand,
  mailReleaseCommand,
  verifyCommand,
  repackCommand,
  statusCommand
];
