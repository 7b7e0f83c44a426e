import * as z from 'zod/mini';
import words from '$lib/content/mail/campaign.json';
import type { Actor } from '$lib/domain/identity/actor';
import {
  BODY_ROOM,
  mergeMessage,
  type MergeValues,
  type StepTexts,
  SUBJECT_ROOM
} from '$lib/domain/outreach/merge-text';
import { check } from '$lib/domain/shared/check';
import { type Locale, LOCALES } from '$lib/domain/shared/locale';
import { ok, type Problem, refuse, refuseAll, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { findPerson } from '../identity/repository';
import { queueMail } from '../mail/queue-mail';
import { change } from '../shared/change';
import {
  type CampaignRow,
  deleteStep,
  findCampaign,
  findStep,
  stepsOf,
  type StepRow,
  updateCampaign,
  writeStep
} from './campaign-repository';
import { changedElsewhere, findOwnCampaign } from './find-own-campaign';
import { type LetterFor, lettersOf } from './letters-of';

const MOST_STEPS = 5;
const text = z.object({
  subject: z.string().check(z.trim(), z.maxLength(SUBJECT_ROOM), z.regex(/^[^\p{Cc}]*$/u, 'must be one line')),
  body: z.string().check(z.maxLength(BODY_ROOM))
});
const shape = z.object({
  stepId: z.nullable(z.string()),
  afterDays: z.int().check(z.minimum(0), z.maximum(180)),
  texts: z.partialRecord(z.enum(LOCALES), text)
});

/** Any values: to see whether a template is whole. */
const ANYTHING: MergeValues = {
  ...{ municipality: 'x', county: 'x', population: 'x', level: 'x', contact_name: 'x', network: 'x' },
  ...{ sender_name: 'x', reply_link: 'x', unsubscribe_link: 'x' }
};

/** Writes a message or reminder. A language without subject and text is not written; one with half of it is refused. */
export async function saveStep(
  app: App,
  actor: Actor,
  input: { campaignId: string; version: number } & z.infer<typeof shape>
): Promise<Result<{ stepId: string; version: number }>> {
  const found = await findOwnCampaign(app, actor, input.campaignId);
  if (!found.ok) return found;
  const given = check(shape, input);
  if (!given.ok) return given;
  const texts: StepTexts = {};
  const problems: Problem[] = [];
  for (const locale of LOCALES) {
    const said = given.value.texts[locale];
    if (!said || (said.subject === '' && said.body.trim() === '')) continue;
    for (const part of ['subject', 'body'] as const)
      if (said[part].trim() === '')
        problems.push({
          code: `message-${part}-missing`,
          path: `${locale}.${part}`,
          message: `Write a ${part} in this language too, or leave both empty.`
        });
    const merged = mergeMessage(said, ANYTHING);
    if (!merged.ok) problems.push(...merged.problems.map((p) => ({ ...p, path: `${locale}.${p.path}` })));
    texts[locale] = said;
  }
  if (!problems.length && !Object.keys(texts).length)
    problems.push({
      code: 'message-empty',
      path: 'sv.subject',
      message: 'Write the message in at least one language.'
    });
  if (problems.length) return refuseAll(problems);
  const campaign = found.value;
  const id = given.value.stepId ?? app.newId();
  const entry = { action: 'campaign:write', networkId: campaign.networkId, subject: id };
  return change(app, actor, entry, async ({ tx, now }) => {
    const fresh = await findCampaign(tx, campaign.id);
    if (fresh?.version !== input.version) return changedElsewhere();
    const steps = await stepsOf(tx, campaign.id);
    const present = steps.find((step) => step.id === id);
    if (given.value.stepId && !present)
      return refuse('not-found', 'stepId', 'This message is gone - open the campaign again.');
    if (present?.position === 0 && fresh.state !== 'draft')
      return refuse('campaign-started', 'stepId', 'The first message is on its way - reminders can still be written.');
    if (!present && steps.length >= MOST_STEPS)
      return refuse('too-many-steps', 'stepId', `A campaign has at most ${MOST_STEPS} messages to each.`);
    const position = present?.position ?? (steps.at(-1)?.position ?? -1) + 1;
    if (position > 0 && given.value.afterDays < 1)
      return refuse('reminder-at-once', 'afterDays', 'Wait at least one day before a reminder - got 0.');
    const afterDays = position === 0 ? 0 : given.value.afterDays;
    await writeStep(tx, { id, campaignId: campaign.id, position, afterDays, texts });
    const version = input.version + 1;
    await updateCampaign(tx, campaign.id, { version, updatedAt: now });
    return ok({ stepId: id, version });
  });
}

/** Takes a reminder away that nobody has been sent yet. */
export async function removeStep(
  app: App,
  actor: Actor,
  input: { campaignId: string; version: number; stepId: string }
): Promise<Result<null>> {
  const found = await findOwnCampaign(app, actor, input.campaignId);
  if (!found.ok) return found;
  const { id, networkId } = found.value;
  return change(app, actor, { action: 'campaign:write', networkId, subject: input.stepId }, async ({ tx, now }) => {
    const fresh = await findCampaign(tx, id);
    if (fresh?.version !== input.version) return changedElsewhere();
    const last = (await stepsOf(tx, id)).at(-1);
    if (last?.id !== input.stepId || fresh.state !== 'draft')
      return refuse('step-used', 'stepId', 'Only the last message of a draft can be taken away.');
    await deleteStep(tx, input.stepId);
    await updateCampaign(tx, id, { version: input.version + 1, updatedAt: now });
    return ok(null);
  });
}

export interface CampaignRead {
  campaign: CampaignRow;
  steps: StepRow[];
}

export async function readCampaign(
  app: App,
  actor: Actor,
  input: { campaignId: string }
): Promise<Result<CampaignRead>> {
  const found = await findOwnCampaign(app, actor, input.campaignId);
  if (!found.ok) return found;
  return ok({ campaign: found.value, steps: await stepsOf(app.db.read, found.value.id) });
}

export interface Preview {
  letter: LetterFor;
  /** Where this one stands among all, from 0. */
  index: number;
  total: number;
  /** How many have a hole in their message. */
  holes: number;
  missing: Locale[];
}

/** One recipient's message, word for word; in a draft, of those it would go to today. */
export async function previewMessage(
  app: App,
  actor: Actor,
  input: { campaignId: string; stepId: string; index: number }
): Promise<Result<Preview>> {
  const found = await findOwnCampaign(app, actor, input.campaignId);
  if (!found.ok) return found;
  const step = await findStep(app.db.read, input.stepId);
  if (step?.campaignId !== found.value.id)
    return refuse('not-found', 'stepId', 'This message is gone - open the campaign again.');
  const letters = await lettersOf(app, app.db.read, found.value, step);
  if (!letters.ok) return letters;
  const index = Math.min(Math.max(0, input.index), letters.value.length - 1);
  const letter = letters.value[index];
  if (!letter) return refuse('campaign-nobody', 'filter', 'There is nobody to preview - widen the choice first.');
  return ok({
    letter,
    index,
    total: letters.value.length,
    holes: letters.value.filter(({ text }) => !text.ok).length,
    missing: LOCALES.filter((locale) => !step.texts[locale] && letters.value.some((l) => l.locale === locale))
  });
}

/** Sends one recipient's message to whoever asks for it, with links that lead nowhere. */
export async function sendTest(
  app: App,
  actor: Actor,
  input: { campaignId: string; stepId: string; index: number }
): Promise<Result<{ email: string }>> {
  const shown = await previewMessage(app, actor, input);
  if (!shown.ok) return shown;
  if (!shown.value.letter.text.ok) return shown.value.letter.text;
  const person = actor.kind === 'person' ? await findPerson(app.db.read, actor.personId) : undefined;
  if (!person) return refuse('no-mailbox', '', 'Only somebody with an address can send a test to themselves.');
  const found = await findOwnCampaign(app, actor, input.campaignId);
  if (!found.ok) return found;
  const { networkId, id } = found.value;
  const { subject, body } = shown.value.letter.text.value;
  return change(app, actor, { action: 'campaign:test', networkId, subject: id }, async ({ tx }) => {
    const test = words[shown.value.letter.locale].test;
    await queueMail(tx, app, { networkId, recipient: person.email, subject: `${test}: ${subject}`, body });
    return ok({ email: person.email });
  });
}
