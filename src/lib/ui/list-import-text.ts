import type { CellProblem, ImportKind } from '$lib/domain/outreach/imports/kinds';
import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';
import { dayText, numberText } from './dates';
import { registerProblemText } from './register-text';

const CELLS: Record<CellProblem['code'], (facts: Record<string, string>) => string> = {
  'name-missing': m.imports_problem_name_missing,
  'name-long': ({ most = '' }) => m.imports_problem_name_long({ most }),
  'email-invalid': m.imports_problem_email,
  'phone-invalid': m.imports_problem_phone,
  'place-unknown': ({ near = '' }) =>
    near === '' ? m.imports_problem_place() : m.imports_problem_place_near({ near }),
  'place-missing': m.imports_problem_place_missing,
  'date-missing': m.imports_problem_date_missing,
  'date-unreadable': m.imports_problem_date,
  'date-ambiguous': ({ dmy = '', mdy = '' }) => m.imports_problem_date_ambiguous({ dmy, mdy }),
  'date-future': ({ today = '' }) => m.imports_problem_date_future({ today }),
  'role-unknown': m.imports_problem_words,
  'form-unknown': m.imports_problem_form,
  'channel-unknown': m.imports_problem_words,
  'basis-unknown': m.imports_problem_words,
  'scope-unknown': m.imports_problem_words,
  'days-invalid': m.imports_problem_days,
  'text-long': ({ most = '' }) => m.imports_problem_long({ most }),
  'too-many': ({ most = '' }) => m.imports_problem_many({ most }),
  'barrier-unknown': m.imports_problem_barrier,
  'promise-date': m.imports_problem_date,
  'interest-invalid': ({ most = '' }) => m.imports_problem_interest({ most }),
  'knowledge-invalid': m.imports_problem_knowledge
};

/** What would be right in a cell, in the reader's language. */
export function cellProblemText({ code, facts }: Pick<CellProblem, 'code' | 'facts'>): string {
  return CELLS[code](Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)])));
}

const ROWS: Record<string, () => string> = {
  erased: m.imports_problem_erased,
  'no-basis': m.imports_problem_no_basis,
  'municipality-ended': m.imports_problem_ended
};

/** Why a whole row is left out; what the service alone has words for stays in them. */
export const rowReasonText = ({ code, message }: { code: string; message: string }): string =>
  ROWS[code]?.() ?? message;

const FILES: Record<string, () => string> = {
  'import-running': m.imports_problem_running,
  'column-twice': m.imports_problem_column_twice,
  'column-unknown': m.imports_problem_column_twice,
  'workbook-damaged': m.imports_problem_workbook
};

/** A refusal of a whole file, in the reader's language. */
export const listProblemText = (problem: Problem): string => FILES[problem.code]?.() ?? registerProblemText(problem);

/** @example countsText({ created: 2, updated: 0, same: 5, refused: 1 }) // '2 new, 0 changed, 5 as before, 1 left out' */
export function countsText({
  created,
  updated,
  same,
  refused
}: Record<'created' | 'updated' | 'same' | 'refused', number>): string {
  return m.imports_counts({
    created: numberText(created),
    updated: numberText(updated),
    same: numberText(same),
    refused: numberText(refused)
  });
}

export const KIND_WORDS: Record<ImportKind, () => string> = {
  contacts: m.imports_contacts,
  meetings: m.imports_meetings
};

const STATES: Record<string, () => string> = {
  running: m.imports_state_running,
  stopped: m.imports_state_stopped,
  done: m.imports_state_done,
  undoing: m.imports_state_undoing,
  undone: m.imports_state_undone
};

export const importStateText = ({ state, lost }: { state: string; lost: boolean }): string =>
  lost ? m.imports_state_lost() : (STATES[state]?.() ?? state);

/** As the server's `Use`, in words. */
const USE_WORDS: Record<string, () => string> = {
  meeting: m.imports_use_meeting,
  plan: m.imports_use_plan,
  campaign: m.imports_use_campaign,
  thanks: m.imports_use_thanks,
  'sign-up': m.imports_use_sign_up,
  mail: m.imports_use_mail,
  'data-person': m.imports_use_data_person,
  language: m.imports_use_language,
  photo: m.imports_use_photo,
  correction: m.imports_use_correction,
  promise: m.imports_use_promise,
  other: m.imports_use_other
};

interface KeptWhy {
  because: string;
  uses?: readonly string[];
  changedAt?: Date | string | null;
  changedByName?: string;
}

/** @example keptWhyText({ because: 'in-use', uses: ['meeting'] }) // 'used since (meeting)' */
export function keptWhyText({ because, uses = [], changedAt, changedByName = '' }: KeptWhy): string {
  if (because === 'in-use')
    return uses.length
      ? m.imports_because_used_for({ uses: uses.map((use) => (USE_WORDS[use] ?? m.imports_use_other)()).join(', ') })
      : m.imports_because_used();
  if (!changedAt) return m.imports_because_changed();
  const date = dayText(changedAt);
  return changedByName
    ? m.imports_because_changed_by({ date, name: changedByName })
    : m.imports_because_changed_on({ date });
}

/** A contact's name; of a meeting where it was and its day. */
export const keptNameText = ({ name, on }: { name: string; on: string | null }): string =>
  [name, on && dayText(on)].filter(Boolean).join(', ');
