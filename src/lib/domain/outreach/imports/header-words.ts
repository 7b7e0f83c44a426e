import type { Locale } from '../../shared/locale';
import { foldText } from '../fold-text';
import { COLUMNS_OF, type ContactColumn, type ImportKind, type ListColumn, type MeetingColumn } from './kinds';

type Words = Readonly<Record<Locale, readonly string[]>>;

/** What columns are called in address lists and meeting logs. The first of each language heads our own files. */
const CONTACT_WORDS: Readonly<Record<ContactColumn, Words>> = {
  name: {
    en: ['Name', 'Full name', 'Contact', 'Contact person', 'Display name'],
    sv: ['Namn', 'För- och efternamn', 'Kontaktperson', 'Kontakt', 'Fullständigt namn', 'Visningsnamn'],
    nl: ['Naam', 'Volledige naam', 'Contactpersoon', 'Contact', 'Weergavenaam']
  },
  email: {
    en: ['E-mail', 'Email address', 'E-mail address', 'Mail', 'Primary email', 'Email 1', 'Email'],
    sv: ['E-post', 'E-postadress', 'Epost', 'Epostadress', 'Mejl', 'Mejladress', 'Mail', 'Mailadress'],
    nl: ['E-mailadres', 'E-mail', 'Emailadres', 'Mail', 'Mailadres']
  },
  phone: {
    en: ['Phone', 'Telephone', 'Phone number', 'Mobile', 'Mobile phone', 'Tel', 'Business phone', 'Direct line'],
    sv: ['Telefon', 'Telefonnummer', 'Tel', 'Tfn', 'Mobil', 'Mobiltelefon', 'Mobilnummer', 'Direkttelefon'],
    nl: ['Telefoon', 'Telefoonnummer', 'Tel', 'Mobiel', 'Mobiel nummer', 'Gsm', 'Doorkiesnummer']
  },
  municipality: {
    en: [
      'Municipality',
      'Municipality code',
      'Municipality name',
      'Organisation',
      'Organization',
      'Company',
      'Employer'
    ],
    sv: ['Kommun', 'Kommunkod', 'Kommunnamn', 'Kommuner', 'Organisation', 'Arbetsgivare', 'Företag'],
    nl: ['Gemeente', 'Gemeentecode', 'Gemeentenaam', 'Gemeenten', 'Organisatie', 'Werkgever', 'Bedrijf']
  },
  role: {
    en: ['Role', 'Title', 'Job title', 'Position', 'Function'],
    sv: ['Roll', 'Titel', 'Befattning', 'Funktion', 'Yrkestitel', 'Uppdrag'],
    nl: ['Rol', 'Functie', 'Functietitel', 'Titel']
  },
  note: {
    en: ['Note', 'Notes', 'Comment', 'Comments', 'Remarks'],
    sv: ['Anteckning', 'Anteckningar', 'Kommentar', 'Kommentarer', 'Anmärkning', 'Övrigt'],
    nl: ['Notitie', 'Notities', 'Opmerking', 'Opmerkingen', 'Toelichting']
  },
  firstName: {
    en: ['First name', 'Given name', 'Forename'],
    sv: ['Förnamn', 'Tilltalsnamn'],
    nl: ['Voornaam', 'Roepnaam']
  },
  lastName: {
    en: ['Last name', 'Surname', 'Family name'],
    sv: ['Efternamn'],
    nl: ['Achternaam', 'Familienaam']
  },
  moreEmails: {
    en: ['More e-mail addresses', 'Other e-mail', 'Email 2', 'Secondary email'],
    sv: ['Fler e-postadresser', 'Annan e-post', 'E-post 2'],
    nl: ['Meer e-mailadressen', 'Andere e-mail', 'E-mail 2']
  },
  morePhones: {
    en: ['More phone numbers', 'Other phone', 'Phone 2', 'Switchboard'],
    sv: ['Fler telefonnummer', 'Annan telefon', 'Telefon 2', 'Växel'],
    nl: ['Meer telefoonnummers', 'Andere telefoon', 'Telefoon 2', 'Centrale']
  },
  channel: {
    en: ['Preferred channel', 'Preferred contact', 'Contact by'],
    sv: ['Önskad kontaktväg', 'Kontaktväg', 'Nås helst via'],
    nl: ['Voorkeurskanaal', 'Contactvoorkeur', 'Bereikbaar via']
  },
  stayInTouchDays: {
    en: ['Stay in touch (days)', 'Stay in touch'],
    sv: ['Hör av dig (dagar)', 'Kontaktintervall'],
    nl: ['Contact houden (dagen)', 'Contactinterval']
  },
  source: { en: ['Source', 'Origin'], sv: ['Källa', 'Ursprung'], nl: ['Bron', 'Herkomst'] },
  basis: {
    en: ['Lawful basis', 'Legal basis'],
    sv: ['Rättslig grund', 'Laglig grund'],
    nl: ['Rechtsgrond', 'Grondslag']
  },
  basisOn: {
    en: ['Lawful basis since', 'Basis date'],
    sv: ['Rättslig grund sedan', 'Grund sedan'],
    nl: ['Rechtsgrond sinds', 'Grondslag sinds']
  },
  optedOutOn: {
    en: ['Not to be contacted since', 'Opted out', 'Unsubscribed', 'Do not contact'],
    sv: ['Vill inte bli kontaktad sedan', 'Avregistrerad', 'Avanmäld', 'Kontaktas ej'],
    nl: ['Niet benaderen sinds', 'Afgemeld', 'Uitgeschreven', 'Niet benaderen']
  },
  optOutScope: {
    en: ['Not to be contacted by', 'Opt-out scope'],
    sv: ['Vill inte bli kontaktad via', 'Gäller'],
    nl: ['Niet benaderen via', 'Geldt voor']
  },
  id: { en: ['Waymark id'], sv: ['Waymark-id'], nl: ['Waymark-id'] }
};

const MEETING_WORDS: Readonly<Record<MeetingColumn, Words>> = {
  heldOn: {
    en: ['Date', 'Day', 'Meeting date', 'Held on', 'When'],
    sv: ['Datum', 'Dag', 'Mötesdatum', 'Möte den', 'När', 'Tidpunkt'],
    nl: ['Datum', 'Dag', 'Datum gesprek', 'Datum overleg', 'Wanneer']
  },
  municipality: {
    en: ['Municipality', 'Municipalities', 'Municipality code', 'Where', 'Organisation'],
    sv: ['Kommun', 'Kommuner', 'Kommunkod', 'Kommunnamn', 'Var', 'Organisation'],
    nl: ['Gemeente', 'Gemeenten', 'Gemeentecode', 'Gemeentenaam', 'Waar', 'Organisatie']
  },
  form: {
    en: ['Form', 'Type', 'Kind', 'Type of meeting', 'How'],
    sv: ['Form', 'Typ', 'Mötesform', 'Typ av möte', 'Hur'],
    nl: ['Vorm', 'Type', 'Soort', 'Soort gesprek', 'Hoe']
  },
  attendees: {
    en: ['Attendees', 'Participants', 'Present', 'Who'],
    sv: ['Deltagare', 'Närvarande', 'Medverkande', 'Vilka'],
    nl: ['Aanwezigen', 'Deelnemers', 'Aanwezig', 'Wie']
  },
  background: { en: ['Background', 'Context'], sv: ['Bakgrund'], nl: ['Achtergrond', 'Aanleiding'] },
  workSoFar: {
    en: ['Work so far', 'Current work', 'Status'],
    sv: ['Arbetet hittills', 'Arbete hittills', 'Nuläge', 'Pågående arbete'],
    nl: ['Werk tot nu toe', 'Stand van zaken', 'Huidige situatie']
  },
  exchange: {
    en: ['Exchange', 'Discussion', 'Notes', 'Minutes', 'Summary'],
    sv: ['Samtalet', 'Utbyte', 'Diskussion', 'Anteckningar', 'Minnesanteckningar', 'Sammanfattning'],
    nl: ['Gesprek', 'Uitwisseling', 'Bespreking', 'Notities', 'Verslag', 'Samenvatting']
  },
  conclusions: {
    en: ['Conclusions', 'Conclusion', 'Outcome', 'Result'],
    sv: ['Slutsatser', 'Slutsats', 'Resultat', 'Utfall'],
    nl: ['Conclusies', 'Conclusie', 'Uitkomst', 'Resultaat']
  },
  barriers: {
    en: ['Barriers', 'Obstacles', 'Barrier', 'Challenges'],
    sv: ['Hinder', 'Utmaningar', 'Svårigheter'],
    nl: ['Belemmeringen', 'Obstakels', 'Knelpunten', 'Drempels']
  },
  promises: {
    en: ['Promises', 'Follow-ups', 'Actions', 'Next steps', 'To do'],
    sv: ['Löften', 'Uppföljning', 'Åtgärder', 'Nästa steg', 'Att göra'],
    nl: ['Beloften', 'Vervolgacties', 'Acties', 'Actiepunten', 'Vervolgstappen']
  },
  interestBefore: {
    en: ['Interest before', 'Interest at the start'],
    sv: ['Intresse före', 'Intresse före mötet'],
    nl: ['Interesse vooraf', 'Interesse voor het gesprek']
  },
  interestAfter: {
    en: ['Interest after', 'Interest at the end', 'Interest'],
    sv: ['Intresse efter', 'Intresse efter mötet', 'Intresse'],
    nl: ['Interesse achteraf', 'Interesse na het gesprek', 'Interesse']
  },
  knowledgeBefore: { en: ['Knowledge before'], sv: ['Kunskap före'], nl: ['Kennis vooraf'] },
  knowledgeAfter: { en: ['Knowledge after'], sv: ['Kunskap efter'], nl: ['Kennis achteraf'] },
  id: { en: ['Waymark id'], sv: ['Waymark-id'], nl: ['Waymark-id'] }
};

const WORDS_OF: Readonly<Record<ImportKind, Readonly<Partial<Record<ListColumn, Words>>>>> = {
  contacts: CONTACT_WORDS,
  meetings: MEETING_WORDS
};
export const LANGUAGES = ['en', 'sv', 'nl'] as const satisfies readonly Locale[];

/** @example headerOf('contacts', 'email', 'sv') // 'E-post' */
export function headerOf(kind: ImportKind, column: ListColumn, locale: Locale): string {
  return WORDS_OF[kind][column]?.[locale][0] ?? column;
}

/** A header for comparing: `Kommun (namn):` is the same as `kommun namn`. */
export function headerKey(text: string): string {
  return foldText(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const KNOWN: Readonly<Record<ImportKind, ReadonlyMap<string, ListColumn>>> = {
  contacts: columnsByWord('contacts'),
  meetings: columnsByWord('meetings')
};

function columnsByWord(kind: ImportKind): Map<string, ListColumn> {
  const found = new Map<string, ListColumn>();
  for (const column of COLUMNS_OF[kind]) {
    for (const word of [column, ...LANGUAGES.flatMap((locale) => WORDS_OF[kind][column]?.[locale] ?? [])])
      if (!found.has(headerKey(word))) found.set(headerKey(word), column);
  }
  return found;
}

/**
 * Which column a header stands for.
 *
 * @example columnCalled('E-postadress:', 'contacts') // 'email'
 */
export function columnCalled(header: string, kind: ImportKind): ListColumn | null {
  return KNOWN[kind].get(headerKey(header)) ?? null;
}

export function isHeaderWord(cell: string, kind: ImportKind): boolean {
  return cell.length <= 60 && columnCalled(cell, kind) !== null;
}
