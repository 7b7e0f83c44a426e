import type { Locale } from '../../shared/locale';

/** Sheets and columns of our own files that no import reads back. */
const WORDS = {
  sheet_contacts: ['Contacts', 'Kontakter', 'Contacten'],
  sheet_meetings: ['Meetings', 'Möten', 'Gesprekken'],
  sheet_attendees: ['Attendees', 'Deltagare', 'Aanwezigen'],
  sheet_barriers: ['Barriers', 'Hinder', 'Belemmeringen'],
  sheet_goals: ['Goals reached', 'Uppnådda mål', 'Bereikte doelen'],
  'sheet_follow-ups': ['Follow-ups', 'Uppföljningar', 'Vervolgacties'],
  sheet_campaigns: ['Campaigns', 'Kampanjer', 'Campagnes'],
  sheet_replies: ['Replies', 'Svar', 'Antwoorden'],
  interestBefore: ['Interest before', 'Intresse före', 'Interesse vooraf'],
  interestAfter: ['Interest after', 'Intresse efter', 'Interesse achteraf'],
  knowledgeBefore: ['Knowledge before', 'Kunskap före', 'Kennis vooraf'],
  knowledgeAfter: ['Knowledge after', 'Kunskap efter', 'Kennis achteraf'],
  nextContactOn: ['Next contact', 'Nästa kontakt', 'Volgend contact'],
  meetingId: ['Waymark id of the meeting', 'Mötets Waymark-id', 'Waymark-id van het gesprek'],
  heldOn: ['Date', 'Datum', 'Datum'],
  municipality: ['Municipality', 'Kommun', 'Gemeente'],
  name: ['Name', 'Namn', 'Naam'],
  role: ['Role', 'Roll', 'Rol'],
  barrier: ['Barrier', 'Hinder', 'Belemmering'],
  severity: ['Severity', 'Allvar', 'Ernst'],
  quote: ['Quote', 'Citat', 'Citaat'],
  consent: ['Consent', 'Samtycke', 'Toestemming'],
  goal: ['Goal', 'Mål', 'Doel'],
  what: ['What', 'Vad', 'Wat'],
  due: ['Due', 'Senast', 'Uiterlijk'],
  done: ['Done on', 'Klart den', 'Gedaan op'],
  owner: ['Owner', 'Ansvarig', 'Verantwoordelijke'],
  promisedBy: ['Promised by', 'Lovat av', 'Beloofd door'],
  campaign: ['Campaign', 'Kampanj', 'Campagne'],
  state: ['State', 'Läge', 'Status'],
  channels: ['Channels', 'Kanaler', 'Kanalen'],
  cost: ['Cost', 'Kostnad', 'Kosten'],
  startedOn: ['Started on', 'Startad den', 'Gestart op'],
  recipients: ['Recipients', 'Mottagare', 'Ontvangers'],
  replied: ['Replied', 'Har svarat', 'Hebben geantwoord'],
  on: ['Date', 'Datum', 'Datum'],
  kind: ['Kind', 'Slag', 'Soort'],
  way: ['Came by', 'Kom via', 'Kwam via'],
  caseNumber: ['Case number', 'Diarienummer', 'Zaaknummer'],
  until: ['Not before', 'Inte före', 'Niet vóór'],
  consent_yes: ['Yes', 'Ja', 'Ja'],
  consent_anonymous: ['Anonymous', 'Anonymt', 'Anoniem'],
  consent_no: ['No', 'Nej', 'Nee'],
  by_owner: ['Us', 'Oss', 'Ons'],
  by_municipality: ['The municipality', 'Kommunen', 'De gemeente'],
  state_draft: ['Draft', 'Utkast', 'Concept'],
  state_running: ['Running', 'Pågår', 'Loopt'],
  state_paused: ['Paused', 'Pausad', 'Gepauzeerd'],
  state_stopped: ['Stopped', 'Avslutad', 'Gestopt'],
  channel_registrar: ['Registrar', 'Registrator', 'Registratuur'],
  channel_contacts: ['Contact list', 'Kontaktlista', 'Contactlijst'],
  'channel_network-meeting': ['Network meeting', 'Nätverksträff', 'Netwerkbijeenkomst'],
  'channel_social-media': ['Social media', 'Sociala medier', 'Sociale media'],
  channel_phone: ['Phone', 'Telefon', 'Telefoon'],
  kind_acknowledgement: ['Automatic answer', 'Automatiskt svar', 'Automatisch antwoord'],
  'kind_wrong-person': ['Wrong person', 'Fel person', 'Verkeerde persoon'],
  'kind_not-now': ['Not now', 'Inte nu', 'Niet nu'],
  kind_no: ['No', 'Nej', 'Nee'],
  kind_yes: ['Yes', 'Ja', 'Ja'],
  kind_other: ['Something else', 'Något annat', 'Iets anders'],
  kind_bounce: ['Did not arrive', 'Kom inte fram', 'Niet aangekomen'],
  way_link: ['Link', 'Länk', 'Link'],
  way_folder: ['Mail', 'E-post', 'E-mail'],
  way_file: ['Mail file', 'E-postfil', 'E-mailbestand'],
  way_hand: ['By hand', 'För hand', 'Handmatig']
} as const satisfies Record<string, readonly [string, string, string]>;
export type ExportWord = keyof typeof WORDS;

const AT: Readonly<Record<Locale, 0 | 1 | 2>> = { en: 0, sv: 1, nl: 2 };

/** @example exportWord('due', 'nl') // 'Uiterlijk' */
export const exportWord = (word: ExportWord, locale: Locale): string => WORDS[word][AT[locale]];

/** A value of a list of kinds, as itself where there is no word for it. */
export function valueWord(
  prefix: 'consent' | 'by' | 'state' | 'channel' | 'kind' | 'way',
  value: string,
  locale: Locale
): string {
  const word = `${prefix}_${value}`;
  return word in WORDS ? exportWord(word as ExportWord, locale) : value;
}
