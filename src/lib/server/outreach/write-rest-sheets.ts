import { type ExportWord, exportWord, valueWord } from '$lib/domain/outreach/imports/export-words';
import { FORM_VALUES, ROLE_VALUES, SCOPE_VALUES } from '$lib/domain/outreach/imports/value-words';
import type { Sheet } from '$lib/domain/outreach/imports/write-list-tables';
import type { CsvCell } from '$lib/domain/shared/csv';
import type { ExportNames } from './read-for-export';
import type { readCampaignParts, readLedgerParts, readMeetingParts, readSnoozes } from './export-rest-repository';

export interface RestNames extends ExportNames {
  /** A contact's name; empty where it is gone. */
  contact(id: string | null): string;
}

const sheet = (
  name: ExportWord,
  columns: readonly ExportWord[],
  rows: readonly (readonly CsvCell[])[],
  { locale }: RestNames
): Sheet => ({
  name: exportWord(name, locale),
  table: [columns.map((one) => exportWord(one, locale)), ...rows.map((row) => [...row])]
});

export function campaignPartSheets(parts: Awaited<ReturnType<typeof readCampaignParts>>, names: RestNames): Sheet[] {
  const { locale, places, person, contact } = names;
  const kind = (value: string | null) => value && valueWord('kind', value, locale);
  const conditions = parts.filters.flatMap(({ campaign, filter, roles }) => {
    const shown = { ...filter, roles: roles.map((role) => ROLE_VALUES.write(role, locale)) };
    return Object.entries(shown).flatMap(([condition, value]): CsvCell[][] => {
      const text = Array.isArray(value) ? value.join('; ') : value === true ? 'x' : String(value || '');
      return text ? [[campaign, valueWord('filter', condition, locale), text]] : [];
    });
  });
  const texts = parts.templates.flatMap(({ campaign, position, afterDays, texts: byLocale }) =>
    Object.entries(byLocale).map(([language, { subject, body }]) => [
      ...[campaign, position + 1, afterDays, language, subject, body]
    ])
  );
  return [
    sheet('sheet_filters', ['campaign', 'condition', 'value'], conditions, names),
    sheet('sheet_templates', ['campaign', 'step', 'afterDays', 'language', 'subject', 'text'], texts, names),
    sheet(
      'sheet_recipients',
      ['campaign', 'municipality', 'contactId', 'name', 'channel', 'language', 'reply', 'repliedOn', 'until'],
      parts.recipients.map((one) => [
        ...[one.campaign, places.of(one.municipalityId), one.contactId, contact(one.contactId)],
        ...[valueWord('channel', one.channel, locale), one.locale, kind(one.reply), one.repliedOn, one.restsUntil]
      ]),
      names
    ),
    sheet(
      'sheet_messages',
      ['campaign', 'municipality', 'contactId', 'step', 'state', 'plannedFor', 'sentOn', 'because'],
      parts.messages.map((one) => [
        ...[one.campaign, places.of(one.municipalityId), one.contactId, one.position + 1],
        ...[valueWord('message', one.state, locale), one.plannedFor, one.sentOn],
        one.because && valueWord('because', one.because, locale)
      ]),
      names
    ),
    sheet(
      'sheet_touches',
      ['campaign', 'municipality', 'channel', 'on', 'reply', 'repliedOn', 'loggedBy'],
      parts.touches.map((one) => [
        ...[one.campaign, places.of(one.municipalityId), valueWord('channel', one.channel, locale), one.reachedOn],
        ...[kind(one.reply), one.repliedOn, person(one.loggedBy)]
      ]),
      names
    )
  ];
}

export function meetingPartSheets(parts: Awaited<ReturnType<typeof readMeetingParts>>, names: RestNames): Sheet[] {
  const { locale, places, person, contact } = names;
  return [
    sheet(
      'sheet_planned',
      [
        ...(['planId', 'startsAt', 'timeZone', 'minutes', 'form', 'title', 'place', 'municipality'] as const),
        ...(['agenda', 'state', 'organiser'] as const)
      ],
      parts.planned.map((one) => [
        ...[one.id, one.startsAt, one.timeZone, one.minutes, FORM_VALUES.write(one.form, locale), one.title, one.place],
        one.municipalityIds.map((id) => places.of(id)).join('; '),
        ...[one.agenda.join('\n'), valueWord('planned', one.state, locale), person(one.organiserId)]
      ]),
      names
    ),
    sheet(
      'sheet_invitations',
      ['planId', 'startsAt', 'contactId', 'name', 'because', 'reply', 'repliedOn'],
      parts.planned.flatMap(({ id, startsAt, invitations }) =>
        invitations.map(({ contactId, personId, withheld, reply, repliedOn }) => [
          ...[id, startsAt, contactId, contactId ? contact(contactId) : person(personId ?? '')],
          ...[withheld && valueWord('withheld', withheld, locale), reply && valueWord('answer', reply, locale)],
          repliedOn
        ])
      ),
      names
    ),
    sheet(
      'sheet_thanks',
      ['meetingId', 'contactId', 'name', 'sentOn', 'loggedBy'],
      parts.thanks.map((one) => [
        ...[one.meetingId, one.contactId, contact(one.contactId), one.sentOn, person(one.sentBy)]
      ]),
      names
    ),
    sheet(
      'sheet_photos',
      ['meetingId', 'name', 'kind', 'size', 'on', 'loggedBy'],
      parts.photos.map((one) => [
        ...[one.meetingId, one.name, one.mediaType, one.size, one.addedOn, person(one.addedBy)]
      ]),
      names
    )
  ];
}

export const snoozeSheet = (rows: Awaited<ReturnType<typeof readSnoozes>>, names: RestNames): Sheet =>
  sheet(
    'sheet_snoozes',
    ['what', 'from', 'to', 'reason', 'loggedBy', 'on'],
    rows.map(({ what, from, to, reason, by, on }) => [what, from, to, reason, names.person(by), on]),
    names
  );

export function ledgerPartSheets(parts: Awaited<ReturnType<typeof readLedgerParts>>, names: RestNames): Sheet[] {
  const { locale, places, person, contact, barrier } = names;
  return [
    sheet(
      'sheet_corrections',
      ['municipality', 'barrier', 'kind', 'text', 'side', 'loggedBy', 'on', 'settled', 'answer'],
      parts.corrections.map((one) => [
        ...[places.of(one.municipalityId), barrier(one.barrierId), valueWord('correction', one.kind, locale), one.text],
        ...[valueWord('side', one.side, locale), person(one.by), one.saidOn],
        ...[one.settled && valueWord('settled', one.settled, locale), one.answer]
      ]),
      names
    ),
    sheet(
      'sheet_data-persons',
      ['municipality', 'contactId', 'name'],
      parts.dataPersons.map(({ municipalityId, contactId, personId }) => [
        ...[places.of(municipalityId), contactId, contactId ? contact(contactId) : person(personId ?? '')]
      ]),
      names
    ),
    sheet(
      'sheet_opt-outs',
      ['kind', 'address', 'scope', 'on', 'source'],
      parts.optOuts.map(({ kind, address, scope, on, source }) => [
        ...[valueWord('address', kind, locale), address, SCOPE_VALUES.write(scope, locale), on],
        valueWord('source', source, locale)
      ]),
      names
    ),
    sheet(
      'sheet_languages',
      ['contactId', 'name', 'language'],
      parts.languages.map((one) => [one.contactId, contact(one.contactId), one.locale]),
      names
    )
  ];
}
