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
  'round-empty': () => m.problem_round_empty(),
  'already-ended': () => m.identity_problem_already_ended()
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
  password: () => m.identity_problem_password_short()
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
