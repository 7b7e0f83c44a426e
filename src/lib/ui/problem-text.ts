import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';

/** Refusals in the reader's language, by code; what is not here is shown as the service words it. */
const TEXTS: Record<string, (problem: Problem) => string> = {
  'not-signed-in': () => m.identity_problem_not_signed_in(),
  forbidden: () => m.identity_problem_forbidden(),
  'too-many-tries': ({ facts }) => m.identity_problem_too_many_tries({ minutes: Number(facts?.minutes ?? 15) }),
  'code-ended': () => m.identity_problem_code_ended(),
  'code-wrong': () => m.identity_problem_code_wrong(),
  'password-wrong': () => m.identity_problem_password_wrong(),
  'totp-wrong': () => m.identity_problem_totp_wrong(),
  'totp-on': () => m.identity_problem_totp_changed(),
  'totp-changed': () => m.identity_problem_totp_changed(),
  'password-short': () => m.identity_problem_password_short(),
  'password-long': () => m.identity_problem_password_long(),
  'password-plain': () => m.identity_problem_password_plain(),
  'password-known': () => m.identity_problem_password_known(),
  'current-wrong': () => m.identity_problem_current_wrong(),
  'setup-code-wrong': () => m.identity_problem_setup_code_wrong(),
  'already-set-up': () => m.identity_problem_already_set_up(),
  'name-taken': () => m.identity_problem_name_taken(),
  'email-missing': () => m.identity_problem_email_missing(),
  'name-missing': () => m.identity_problem_name_missing(),
  'invitation-used': () => m.identity_problem_invitation_ended(),
  'invitation-expired': () => m.identity_problem_invitation_ended(),
  'invitation-revoked': () => m.identity_problem_invitation_ended(),
  disabled: () => m.identity_problem_disabled(),
  'municipality-missing': () => m.identity_problem_municipality_missing(),
  'municipality-unexpected': () => m.identity_problem_municipality_unexpected(),
  'administrators-only': () => m.identity_problem_administrators_only(),
  'last-administrator': () => m.identity_problem_last_administrator(),
  'member-elsewhere': () => m.identity_problem_member_elsewhere(),
  'successor-unknown': () => m.identity_problem_successor_unknown(),
  'successor-missing': () => m.identity_problem_successor_missing(),
  'no-wave': () => m.problem_no_wave(),
  'published-already': ({ path }) => (path === 'wave' ? m.problem_report_published() : m.problem_round_published()),
  'too-few': () => m.problem_too_few(),
  nobody: ({ path }) => (path === 'mentees' ? m.problem_nobody_asks() : m.problem_nobody_offers()),
  'round-name': () => m.problem_round_name(),
  'round-open': () => m.problem_round_open(),
  'not-computed': () => m.problem_not_computed(),
  'not-a-draft': () => m.problem_not_a_draft(),
  'changed-elsewhere': ({ path, message }) =>
    path === 'computedAt'
      ? m.problem_changed_elsewhere()
      : path === 'version' && message.includes('beside yours')
        ? m.editions_problem_changed()
        : message,
  'second-person': () => m.editions_problem_second(),
  'not-approved': () => m.editions_problem_not_approved(),
  'approval-void': () => m.editions_problem_void(),
  'edited-since': () => m.editions_problem_edited(),
  'note-missing': () => m.editions_problem_note(),
  'bare-number': ({ facts }) => m.editions_problem_bare({ number: String(facts?.number ?? '') }),
  'not-in-every-language': () => m.editions_problem_language(),
  'alt-missing': () => m.editions_problem_alt(),
  'wording-changed': ({ facts }) => m.editions_problem_wording({ noted: String(facts?.noted ?? '') }),
  'consent-withdrawn': () => m.editions_problem_withdrawn(),
  'place-gone': () => m.editions_problem_place(),
  'suppressed-number': () => m.editions_problem_suppressed(),
  'unknown-reference': () => m.editions_problem_unknown(),
  'nothing-to-divide-by': () => m.editions_problem_zero(),
  'picture-missing': () => m.editions_problem_picture_missing(),
  'link-not-https': () => m.editions_problem_https(),
  reveals: ({ facts }) =>
    m.editions_problem_reveals({
      ...{ joined: String(facts?.joined ?? 0), changed: String(facts?.changed ?? 0) },
      lacking: String(Math.max(1, Number(facts?.lacking ?? 1)))
    }),
  'reveals-rounded': ({ facts }) =>
    m.editions_problem_reveals_rounded({
      joined: String(facts?.joined ?? 0),
      changed: String(facts?.changed ?? 0)
    }),
  'base-too-low': () => m.editions_problem_base(),
  'other-rounding': () => m.editions_problem_rounding(),
  'rounded-names': () => m.editions_rounded_names(),
  'nothing-published': () => m.editions_problem_nothing_published(),
  past: ({ path, message }) => (path === 'collectUntil' ? m.problem_round_past() : message),
  'round-empty': () => m.problem_round_empty(),
  'wave-closed': () => m.review_problem_wave_closed(),
  'wave-over': () => m.review_problem_wave_over(),
  'wave-not-open': () => m.review_problem_not_open(),
  'assessment-approved': () => m.review_locked_approved(),
  confirmed: () => m.review_locked_confirmed(),
  'not-assisted': () => m.review_locked_not_assisted(),
  'begun-already': () => m.review_problem_begun_already(),
  'submitted-already': () => m.review_problem_submitted_already(),
  'nothing-answered': () => m.review_problem_nothing_answered(),
  'not-ready': () => m.review_problem_not_ready(),
  'confirmed-already': () => m.review_problem_confirmed_already(),
  'confirm-needed': () => m.review_problem_confirm_needed(),
  'conflicts-open': () => m.review_problem_conflicts(),
  'changed-meanwhile': () => m.review_problem_changed_meanwhile(),
  'changed-since': () => m.stories_changed_since(),
  'not-submitted': () => m.review_problem_not_submitted(),
  'approved-already': () => m.review_problem_approved(),
  'deadline-passed': () => m.review_problem_deadline(),
  'extension-early': () => m.review_problem_extension_early(),
  'extension-late': () => m.review_problem_extension_late(),
  'draft-inside': () => m.review_problem_draft(),
  'nothing-to-choose': () => m.review_problem_nothing_to_choose(),
  'link-expired': () => m.review_problem_link_gone(),
  'link-revoked': () => m.review_problem_link_gone(),
  'too-many': ({ path, message }) => (path === 'text' ? m.review_problem_too_many() : message),
  'already-ended': () => m.identity_problem_already_ended(),
  'file-too-large': ({ facts }) => m.evidence_problem_too_large({ megabytes: Number(facts?.megabytes ?? 10) }),
  'file-empty': () => m.evidence_problem_empty(),
  'file-type-refused': ({ facts }) =>
    m.evidence_problem_type({ name: String(facts?.name), allowed: String(facts?.allowed) }),
  'file-lies': ({ facts }) =>
    m.evidence_problem_lies({ name: String(facts?.name), said: String(facts?.said), found: String(facts?.found) }),
  'file-not-text': ({ facts }) => m.evidence_problem_not_text({ name: String(facts?.name) }),
  'file-missing': () => m.evidence_problem_missing(),
  'hash-wrong': () => m.evidence_problem_hash(),
  'uploads-full': () => m.evidence_problem_uploads(),
  'quota-full': ({ facts }) => m.evidence_problem_quota({ megabytes: Number(facts?.megabytes ?? 200) }),
  itself: () => m.mentoring_refused_itself(),
  twice: ({ path, message }) => (/^(avoid|prefers|wishes)\./.test(path) ? m.mentoring_refused_twice() : message),
  contradiction: () => m.mentoring_refused_contradiction(),
  'reason-missing': () => m.mentoring_wishes_reason_missing(),
  'builds-on-refused': () => m.sync_problem_builds_on(),
  'note-long': ({ facts }) => m.evidence_problem_note_together({ most: Number(facts?.most ?? 0) })
};

/** What is wrong with a field that failed its schema. */
const FIELDS: Record<string, () => string> = {
  email: () => m.identity_problem_email(),
  inviteEmail: () => m.identity_problem_email(),
  name: () => m.identity_problem_name_missing(),
  networkName: () => m.identity_problem_network_name(),
  country: () => m.identity_problem_country(),
  code: () => m.identity_problem_code_form(),
  'confirmation.code': () => m.identity_problem_code_form(),
  password: () => m.identity_problem_password_short(),
  role: () => m.review_problem_role(),
  text: () => m.review_problem_text(),
  collectUntil: () => m.problem_round_past(),
  replyDays: () => m.problem_round_days(),
  closesOn: () => m.review_problem_date(),
  value: () => m.evidence_problem_value(),
  note: () => m.evidence_problem_note()
};

/**
 * A refusal as people read it.
 *
 * @example problemText({ code: 'code-wrong', path: 'code', message: 'This code is not right ...' }) // 'Koden stämmer inte. ...'
 */
export function problemText(problem: Problem): string {
  return (
    (TEXTS[problem.code] ?? (problem.code === 'invalid' ? FIELDS[problem.path] : undefined))?.(problem) ??
    problem.message
  );
}

/** All refusals of a form: for the summary, and by field. */
export function problemTexts(problems: readonly Problem[] = []): {
  list: { path: string; message: string }[];
  at: Record<string, string | undefined>;
} {
  const list = problems.map((problem) => ({ path: problem.path, message: problemText(problem) }));
  return { list, at: Object.fromEntries(list.map(({ path, message }) => [path, message])) };
}
