import type { AnswerValue } from '$lib/domain/model/types';
import { ok, refuseAll, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import type { ChangeContext } from '../shared/change';
import type { Found } from './open-assessment';
import { findAnswer, openConflicts, settleConflict, updateConflict } from './repository';
import { saveAnswer } from './save-answer';

interface ColleagueAnswer {
  criterionId: string;
  value: AnswerValue;
  note: string;
  /** As typed. */
  name: string;
  /** `link:ID` */
  by: string;
}

/**
 * Saves what came through a link, as another officer's answer would be saved: where nothing stood it becomes the answer;
 * agreeing adds at most a note; a different answer is kept beside the present one until an officer chooses. Whoever
 * answers again through the same link changes only what they said before.
 */
export async function saveColleagueAnswer(
  app: App,
  context: ChangeContext,
  found: Found,
  { criterionId, value, note, name, by }: ColleagueAnswer
): Promise<Result<'answered' | 'agreed' | 'kept'>> {
  const present = await findAnswer(context.tx, found.id, criterionId);
  const before = (await openConflicts(context.tx, found.id)).find(
    (row) => row.criterionId === criterionId && row.answeredBy === by
  );
  const save = async (text: string, baseVersion: number | null) => {
    if (text.length > MOST_NOTE) return tooLong(MOST_NOTE - (present?.note.length ?? 0));
    const content = { value, note: text, evidence: present?.evidence ?? '' };
    const who = { origin: 'colleague' as const, answeredBy: by, answeredAt: context.now };
    return saveAnswer(app, context, found, { assessmentId: found.id, criterionId, ...content, baseVersion, ...who });
  };
  if (!present?.value || present.answeredBy === by) {
    const saved = await save(addNote(present?.note ?? '', note, name), present?.version ?? null);
    return saved.ok ? ok('answered') : saved;
  }
  if (present.value === value) {
    if (before) {
      await settleConflict(context.tx, before.id, by, context.now);
      await context.feed('conflict', before.id, found.municipalityId);
    }
    const together = addNote(present.note, note, name);
    // an answer carried over from last time is confirmed by agreeing to it
    if (together === present.note && present.origin !== 'prefill') return ok('agreed');
    const saved = await save(together, present.version);
    return saved.ok ? ok('agreed') : saved;
  }
  if (before) {
    await updateConflict(context.tx, before.id, { value, note, answeredAt: context.now });
    await context.feed('conflict', before.id, found.municipalityId);
    return ok('kept');
  }
  const saved = await save(note, null);
  return saved.ok ? ok('kept') : saved;
}

/** As long as an officer's may be. */
const MOST_NOTE = 4000;

/** An officer's note is added to, never replaced. */
function addNote(present: string, note: string, name: string): string {
  if (!note || present.includes(note)) return present;
  return present ? `${present}\n${name}: ${note}` : note;
}

function tooLong(left: number) {
  const most = Math.max(0, left - 110);
  const message = `The note is too long together with the one that is there - shorten it to ${most} characters.`;
  return refuseAll([{ code: 'note-long', path: 'note', message, facts: { most } }]);
}
