import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import { from } from '$lib/domain/identity/inputs';
import { ANSWER_VALUES, type AnswerValue, type Criterion, type CriterionText } from '$lib/domain/model/types';
import { check } from '$lib/domain/shared/check';
import { line, prose } from '$lib/domain/shared/fields';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { addressKey, takeTry } from '../auth/limits';
import { findModel } from '../model/repository';
import { findMunicipality } from '../register/repository';
import { change } from '../shared/change';
import { readLink } from './access-link';
import { type AccessLinkRow, updateLink } from './access-link-repository';
import { namesOf } from './history-repository';
import { type Found, findOpen, refuseLocked } from './open-assessment';
import { findAnswer, openConflicts } from './repository';
import { saveColleagueAnswer } from './save-colleague-answer';
import { checkAgainstModel } from './save-answer';

// Open to everybody who has the link an officer gave away: its token is 256 random bits, and reading changes nothing.

export interface QuestionShown {
  municipality: string;
  wave: string;
  /** Who made the link. */
  askedBy: string | null;
  dimension: string;
  criterion: Pick<Criterion, 'id' | 'level' | 'canBePartly' | 'canBeNotApplicable'>;
  text: CriterionText;
  /** What stands now, and whether that came through this very link. */
  present: { value: AnswerValue; by: string | null; mine: boolean } | null;
  /** What came through this link and differs from what stands; an officer chooses. */
  kept: AnswerValue | null;
  /** The name given the last time. */
  name: string | null;
  expiresAt: Date;
}

const given = z.object({ token: z.string(), from });

/** Just the one question, for whoever holds the link. */
export async function readQuestion(
  app: App,
  _actor: Actor,
  input: z.input<typeof given> & { locale: Locale }
): Promise<Result<QuestionShown>> {
  const opened = await openQuestion(app, input);
  if (!opened.ok) return opened;
  const { link, found, criterion, texts } = opened.value;
  const text = texts.find(({ locale }) => locale === input.locale) ?? texts[0]!;
  const municipality = await findMunicipality(app.db.read, link.municipalityId);
  const present = await findAnswer(app.db.read, found.id, criterion.id);
  const me = `link:${link.id}`;
  const kept = (await openConflicts(app.db.read, found.id)).find(
    (row) => row.criterionId === criterion.id && row.answeredBy === me
  );
  const names = await namesOf(app.db.read, [link.createdBy, ...(present ? [present.answeredBy] : [])]);
  const { id, level, canBePartly, canBeNotApplicable } = criterion;
  return ok({
    municipality: municipality?.name ?? '',
    wave: found.wave.name,
    askedBy: names.get(link.createdBy) ?? null,
    dimension: text.dimensions[criterion.dimension]?.name ?? criterion.dimension,
    criterion: { id, level, canBePartly, canBeNotApplicable },
    text: text.criteria[criterion.id]!,
    present: present?.value
      ? { value: present.value, by: names.get(present.answeredBy) ?? null, mine: present.answeredBy === me }
      : null,
    kept: kept?.value ?? null,
    name: link.usedByName,
    expiresAt: link.expiresAt
  });
}

const answerInput = z.object({
  name: line(100),
  value: z.enum(ANSWER_VALUES.filter((value) => value !== 'not-reached')),
  note: prose(4000)
});

/** What a colleague answered, beside what officers answered: nothing of theirs is overwritten. */
export async function answerQuestion(
  app: App,
  actor: Actor,
  input: z.input<typeof given> & { name?: string; value?: string; note?: string }
): Promise<Result<{ kind: 'answered' | 'agreed' | 'kept' }>> {
  const opened = await openQuestion(app, input);
  if (!opened.ok) return opened;
  const checked = check(answerInput, { ...input, note: (input.note ?? '').replaceAll('\r\n', '\n').trim() });
  if (!checked.ok) return checked;
  const { link, found, criterion } = opened.value;
  const { name, value, note } = checked.value;
  const fits = await checkAgainstModel(app, found, { criterionId: criterion.id, value });
  if (!fits.ok) return fits;
  const entry = { action: 'link:answer', networkId: link.networkId, subject: link.id };
  return change(app, actor, entry, async (context) => {
    const still = await findOpen(context.tx, found.id);
    if (!still.ok) return still;
    const me = `link:${link.id}`;
    const answer = { criterionId: criterion.id, value, note, name, by: me };
    const kind = await saveColleagueAnswer(app, context, still.value, answer);
    if (!kind.ok) return kind;
    await updateLink(context.tx, link.id, { usedAt: context.now, usedByName: name });
    await context.feed('link', link.id, link.municipalityId);
    await context.feed('person', me, link.municipalityId);
    return ok({ kind: kind.value });
  });
}

/** The link and what it opens, if it still does. */
async function openQuestion(app: App, input: z.input<typeof given>) {
  const opens = check(given, input);
  if (!opens.ok) return opens;
  const tooMany = await takeTry(app, [['link-address', addressKey(opens.value.from.address)]]);
  if (tooMany) return tooMany;
  const link = await readLink(app, opens.value.token, 'question');
  if (!link.ok) return link;
  const found = await findOpen(app.db.read, link.value.assessmentId ?? '');
  if (!found.ok) return found;
  const locked = refuseLocked(found.value, 'officer', { now: app.now(), given: app.now() });
  return locked ?? findQuestion(app, link.value, found.value);
}

async function findQuestion(app: App, link: AccessLinkRow, found: Found) {
  const stored = await findModel(app, found.wave.modelId, found.wave.modelVersion);
  const criterion = stored?.model.criteria.find(({ id }) => id === link.criterionId);
  if (!stored || !criterion) return refuse('link-unknown', 'token', 'The question of this link is not asked any more.');
  return ok({ link, found, criterion, texts: stored.texts });
}
