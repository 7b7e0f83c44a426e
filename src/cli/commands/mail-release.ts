import { OPERATOR } from '$lib/domain/identity/actor';
import { ok } from '$lib/domain/shared/result';
import { type Released, releaseHeldMail } from '$lib/server/operations/held-mail-service';
import { defineCommand, needApp } from '../command';

export const mailReleaseCommand = defineCommand<{ drop: boolean }, Released>({
  name: 'mail release',
  summary: 'Let go what a restore held back: mail that waited when the backup was made',
  options: { drop: { type: 'boolean', about: 'Delete it instead: it went out before the restore' } },
  positionals: [],
  access: 'write',
  prepare: ({ options }) => ok({ drop: options.drop === true }),
  run: (app, input) => releaseHeldMail(needApp(app), OPERATOR, input),
  print: ({ mail, dropped }) => `${dropped ? 'Deleted' : 'Released'}: ${mail} ${mail === 1 ? 'mail' : 'mails'}`
});
