import { OPERATOR } from '$lib/domain/identity/actor';
import { ok, refuse } from '$lib/domain/shared/result';
import { listWaitingVisits, settleVisit, type WaitingVisits } from '$lib/server/outreach/visit-service';
import { type Command, defineCommand, needApp } from '../command';
import { findGivenNetwork, networkOption } from '../find-network';

const ANSWERS = { yes: {}, no: { confirmed: false }, allowed: { allow: true } } as const;

const listCommand = defineCommand<{ network: string | null }, WaitingVisits>({
  name: 'sign-up list',
  summary: 'Who asked for a visit on the public page and waits for a call',
  options: { network: networkOption },
  positionals: [],
  access: 'read',
  prepare: ({ options }) => ok({ network: typeof options.network === 'string' ? options.network : null }),
  async run(app, { network }) {
    const found = await findGivenNetwork(needApp(app), network);
    return found.ok ? listWaitingVisits(needApp(app), OPERATOR, { networkId: found.value.id }) : found;
  },
  print: ({ calls, mailed }) =>
    [
      ...calls.map(({ id, municipality, name, phone, wish }) =>
        [id, municipality, name, phone, wish.replaceAll(/\s+/g, ' ')].join('\t')
      ),
      `${mailed} more have a mail to confirm.`
    ].join('\n')
});

interface Answer {
  signUpId: string;
  confirmed: boolean;
  allow?: boolean;
}

const answerCommand = defineCommand<Answer, { contactId: string | null }>({
  name: 'sign-up answer',
  summary: 'Say what the call led to: a contact and a follow-up, or nothing',
  options: {},
  positionals: [
    { name: 'ID', about: 'The sign-up’s id, as "sign-up list" prints it' },
    { name: 'ANSWER', about: 'yes, no, or allowed: yes from somebody who had asked not to be contacted' }
  ],
  access: 'write',
  prepare({ positionals: [signUpId = '', answer = ''] }) {
    if (!Object.hasOwn(ANSWERS, answer))
      return refuse('answer-unknown', 'ANSWER', `The answer is yes, no or allowed - got "${answer.slice(0, 40)}".`);
    return ok({ signUpId, confirmed: true, ...ANSWERS[answer as keyof typeof ANSWERS] });
  },
  run: (app, input) => settleVisit(needApp(app), OPERATOR, input),
  print: ({ contactId }) => (contactId ? `contact ${contactId}` : 'removed')
});

/** Those who ask for a visit. */
export const signUpCommands: readonly Command[] = [listCommand, answerCommand];
