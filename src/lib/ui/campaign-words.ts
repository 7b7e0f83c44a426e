import type { CampaignChannel, CampaignState, ReplyKind } from '$lib/domain/outreach/campaign-kinds';
import type { LeftOutReason } from '$lib/domain/outreach/campaign-audience';
import type { CallWish } from '$lib/domain/outreach/campaign-calls';
import type { ContactRole } from '$lib/domain/outreach/contact-kinds';
import type { CancelReason, MessageState } from '$lib/domain/outreach/message-states';
import type { Locale } from '$lib/domain/shared/locale';
import type { Problem } from '$lib/domain/shared/result';
import { m } from '$lib/paraglide/messages.js';
import { problemText } from './problem-text';

export const CHANNEL_WORDS: Record<CampaignChannel, () => string> = {
  registrar: m.campaign_channel_registrar,
  contacts: m.campaign_channel_contacts,
  'network-meeting': m.campaign_channel_network_meeting,
  'social-media': m.campaign_channel_social_media,
  phone: m.campaign_channel_phone
};

export const ROLE_WORDS: Record<ContactRole, () => string> = {
  registrar: m.contacts_role_registrar,
  statistics: m.contacts_role_statistics,
  it: m.contacts_role_it,
  archivist: m.contacts_role_archivist,
  lawyer: m.contacts_role_lawyer,
  politician: m.contacts_role_politician,
  officer: m.contacts_role_officer,
  manager: m.contacts_role_manager,
  other: m.contacts_role_other
};

export const CAMPAIGN_STATE_WORDS: Record<CampaignState, () => string> = {
  draft: m.campaign_state_draft,
  running: m.campaign_state_running,
  paused: m.campaign_state_paused,
  stopped: m.campaign_state_stopped
};

export const KIND_WORDS: Record<ReplyKind, () => string> = {
  acknowledgement: m.campaign_kind_acknowledgement,
  'wrong-person': m.campaign_kind_wrong_person,
  'not-now': m.campaign_kind_not_now,
  no: m.campaign_kind_no,
  yes: m.campaign_kind_yes,
  other: m.campaign_kind_other
};

export const MESSAGE_WORDS: Record<MessageState, () => string> = {
  planned: m.campaign_message_planned,
  claimed: m.campaign_message_claimed,
  sent: m.campaign_message_sent,
  exported: m.campaign_message_exported,
  bounced: m.campaign_message_bounced,
  failed: m.campaign_message_failed,
  uncertain: m.campaign_message_uncertain,
  cancelled: m.campaign_message_cancelled
};

const CANCEL_WORDS: Record<CancelReason, () => string> = {
  'opted-out': m.campaign_because_opted_out,
  'prefers-other': m.campaign_because_prefers_other,
  'contact-gone': m.campaign_because_contact_gone,
  'address-invalid': m.campaign_because_address_invalid,
  'same-address': m.campaign_because_same_address,
  decided: m.campaign_because_decided,
  answered: m.campaign_because_answered,
  hole: m.campaign_because_hole,
  stopped: m.campaign_because_stopped,
  'not-again': m.campaign_because_not_again
};

/** Why a message stands as it does; codes of a mail server stay codes. */
export function becauseText(because: string | null): string {
  if (!because) return '';
  return because in CANCEL_WORDS ? CANCEL_WORDS[because as CancelReason]() : because;
}

export const LEFT_OUT_WORDS: Record<LeftOutReason, () => string> = {
  'no-contact': m.campaign_left_no_contact,
  'opted-out': m.campaign_left_opted_out,
  'no-email': m.campaign_left_no_email,
  'address-invalid': m.campaign_left_address_invalid,
  'same-address': m.campaign_left_same_address,
  'prefers-phone': m.campaign_left_prefers_phone,
  'prefers-text': m.campaign_left_prefers_text,
  'prefers-letter': m.campaign_left_prefers_letter
};

/** How somebody wishes to be reached instead of by mail. */
export const PREFERS_WORDS: Record<CallWish, () => string> = {
  phone: m.campaign_prefers_phone,
  text: m.campaign_prefers_text,
  'not-any-more': m.campaign_prefers_not_any_more
};

export const LANGUAGE_WORDS: Record<Locale, () => string> = {
  sv: m.campaign_lang_sv,
  nl: m.campaign_lang_nl,
  en: m.campaign_lang_en
};

const field = (facts: Problem['facts']) => `{${facts?.field ?? ''}}`;

const PROBLEMS: Record<string, (problem: Problem) => string> = {
  'campaign-started': () => m.campaign_problem_started(),
  'campaign-changed': () => m.campaign_problem_changed(),
  'campaign-nobody': () => m.campaign_problem_nobody(),
  'campaign-state': () => m.campaign_problem_state(),
  'code-unknown': ({ facts }) => m.campaign_problem_code({ codes: String(facts?.codes) }),
  'field-unknown': ({ facts }) =>
    m.campaign_problem_field_unknown({ field: field(facts), known: String(facts?.known) }),
  'brace-open': ({ facts }) => m.campaign_problem_brace({ near: String(facts?.near) }),
  'field-empty': ({ facts }) =>
    m.campaign_problem_field_empty({ field: field(facts), municipality: String(facts?.municipality) }),
  'language-missing': ({ facts }) => m.campaign_problem_language({ municipality: String(facts?.municipality) }),
  'message-empty': () => m.campaign_problem_message_empty(),
  'message-subject-missing': () => m.campaign_problem_subject(),
  'message-body-missing': () => m.campaign_problem_body(),
  'too-many-steps': () => m.campaign_problem_steps(),
  'reminder-at-once': () => m.campaign_problem_at_once(),
  'step-used': () => m.campaign_problem_step_used(),
  'sorted-already': () => m.campaign_problem_sorted(),
  'message-settled': () => m.campaign_problem_settled(),
  'recipient-missing': () => m.campaign_problem_recipient(),
  'until-past': () => m.campaign_problem_until(),
  'day-ahead': () => m.campaign_problem_ahead(),
  'mail-unreadable': () => m.campaign_problem_mail(),
  'file-too-large': () => m.campaign_problem_mail_large(),
  'nothing-to-export': () => m.campaign_problem_export(),
  'email-invalid': () => m.campaign_problem_email(),
  'too-many': () => m.campaign_problem_many()
};

/** What is wrong with a field that failed its schema. */
const FIELDS: Record<string, () => string> = {
  channels: () => m.campaign_problem_channel(),
  municipalityIds: () => m.campaign_problem_places(),
  until: () => m.campaign_problem_until(),
  reachedOn: () => m.campaign_problem_ahead()
};

/** All refusals of a form as people read them: for the summary, and by field. */
export function campaignProblems(problems: readonly Problem[] = []) {
  const list = problems.map((problem) => {
    const own = PROBLEMS[problem.code] ?? (problem.code === 'invalid' ? FIELDS[problem.path] : undefined);
    return { path: problem.path, message: own?.(problem) ?? problemText(problem) };
  });
  return {
    list,
    at: Object.fromEntries(list.map(({ path, message }) => [path, message])) as Record<string, string | undefined>
  };
}
