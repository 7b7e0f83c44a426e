import type { Locale } from '../../shared/locale';
import type { ContactChannel, ContactRole, LawfulBasis } from '../contact-kinds';
import type { ATTENDEE_ROLES, KnowledgeAnswer, KnowledgeQuestion, MEETING_FORMS } from '../kinds';
import type { OptOutScope } from '../may-be-contacted';
import { headerKey, LANGUAGES } from './header-words';

type Form = (typeof MEETING_FORMS)[number];
type AttendeeRole = (typeof ATTENDEE_ROLES)[number];
type Words<T extends string> = Readonly<Record<T, Readonly<Record<Locale, readonly string[]>>>>;

/** A fixed list of values by what people call them. The first word of each language stands in our own files. */
export class ValueWords<T extends string> {
  readonly #byKey = new Map<string, T>();

  constructor(private readonly words: Words<T>) {
    for (const value of Object.keys(words) as T[])
      for (const word of [value, ...LANGUAGES.flatMap((locale) => words[value][locale])])
        if (!this.#byKey.has(headerKey(word))) this.#byKey.set(headerKey(word), value);
  }

  /** @returns null where nothing is called so */
  read(text: string): T | null {
    return this.#byKey.get(headerKey(text)) ?? null;
  }

  write(value: T, locale: Locale): string {
    return this.words[value][locale][0] ?? value;
  }

  /** What would be right, for a message. */
  all(locale: Locale): string {
    return Object.values<Readonly<Record<Locale, readonly string[]>>>(this.words)
      .map((word) => word[locale][0])
      .join(', ');
  }
}

export const ROLE_VALUES = new ValueWords<ContactRole>({
  registrar: {
    en: ['Registrar', 'Registry'],
    sv: ['Registrator', 'Registratur', 'Kansli', 'Diarium'],
    nl: ['Registratuur', 'Postregistratie', 'Griffie', 'Secretariaat']
  },
  statistics: {
    en: ['Statistics contact', 'Statistician', 'Kolada contact'],
    sv: ['Statistikkontakt', 'Statistiker', 'Koladakontakt'],
    nl: ['Statistiekcontact', 'Statisticus', 'Onderzoeker']
  },
  it: {
    en: ['IT', 'IT manager', 'IT strategist', 'CIO'],
    sv: ['IT', 'It-chef', 'It-strateg', 'Digitaliseringschef', 'Digitaliseringsstrateg'],
    nl: ['IT', 'ICT', 'Informatiemanager', 'Informatieadviseur', 'CIO']
  },
  archivist: { en: ['Archivist'], sv: ['Arkivarie', 'Kommunarkivarie'], nl: ['Archivaris'] },
  lawyer: { en: ['Lawyer', 'Legal adviser'], sv: ['Jurist', 'Kommunjurist'], nl: ['Jurist', 'Juridisch adviseur'] },
  politician: {
    en: ['Politician', 'Councillor', 'Mayor', 'Alderman'],
    sv: ['Politiker', 'Kommunalråd', 'Ordförande', 'Ledamot', 'Förtroendevald'],
    nl: ['Politicus', 'Wethouder', 'Burgemeester', 'Raadslid']
  },
  officer: {
    en: ['Officer', 'Official', 'Case officer'],
    sv: ['Tjänsteman', 'Handläggare', 'Tjänsteperson', 'Utredare'],
    nl: ['Ambtenaar', 'Medewerker', 'Beleidsmedewerker']
  },
  manager: {
    en: ['Manager', 'Director', 'Head of unit', 'Chief executive'],
    sv: ['Chef', 'Kommundirektör', 'Förvaltningschef', 'Enhetschef', 'Avdelningschef'],
    nl: ['Leidinggevende', 'Manager', 'Directeur', 'Gemeentesecretaris', 'Afdelingshoofd']
  },
  other: { en: ['Other'], sv: ['Annan', 'Övrig', 'Annat'], nl: ['Anders', 'Overig'] }
});

export const CHANNEL_VALUES = new ValueWords<ContactChannel>({
  mail: { en: ['E-mail', 'Mail'], sv: ['E-post', 'Mejl'], nl: ['E-mail', 'Mail'] },
  phone: { en: ['Phone', 'Telephone'], sv: ['Telefon'], nl: ['Telefoon'] },
  text: { en: ['Text message', 'SMS'], sv: ['Sms'], nl: ['Sms', 'Tekstbericht'] },
  letter: { en: ['Letter', 'Post'], sv: ['Brev'], nl: ['Brief', 'Post'] }
});

export const BASIS_VALUES = new ValueWords<LawfulBasis>({
  consent: { en: ['Consent'], sv: ['Samtycke'], nl: ['Toestemming'] },
  contract: { en: ['Contract'], sv: ['Avtal'], nl: ['Overeenkomst', 'Contract'] },
  'public-task': {
    en: ['Public task', 'Task in the public interest'],
    sv: ['Allmänt intresse', 'Uppgift av allmänt intresse'],
    nl: ['Publieke taak', 'Taak van algemeen belang', 'Algemeen belang']
  },
  'legitimate-interest': {
    en: ['Legitimate interest'],
    sv: ['Berättigat intresse', 'Intresseavvägning'],
    nl: ['Gerechtvaardigd belang']
  }
});

export const SCOPE_VALUES = new ValueWords<OptOutScope>({
  everything: { en: ['Everything', 'All'], sv: ['Allt'], nl: ['Alles'] },
  campaigns: { en: ['Mailings', 'Campaigns'], sv: ['Utskick', 'Kampanjer'], nl: ['Mailings', 'Campagnes'] },
  mail: { en: ['E-mail'], sv: ['E-post'], nl: ['E-mail'] },
  phone: { en: ['Phone'], sv: ['Telefon'], nl: ['Telefoon'] },
  text: { en: ['Text message'], sv: ['Sms'], nl: ['Sms'] },
  letter: { en: ['Letter'], sv: ['Brev'], nl: ['Brief'] }
});

export const FORM_VALUES = new ValueWords<Form>({
  visit: {
    en: ['Visit', 'In person', 'On site', 'Meeting', 'Physical meeting'],
    sv: ['Besök', 'Fysiskt möte', 'På plats', 'Möte', 'Platsbesök'],
    nl: ['Bezoek', 'Op locatie', 'Fysiek', 'Overleg', 'Gesprek']
  },
  call: {
    en: ['Call', 'Phone', 'Telephone', 'Phone call'],
    sv: ['Samtal', 'Telefon', 'Telefonmöte', 'Telefonsamtal'],
    nl: ['Telefoongesprek', 'Telefoon', 'Telefonisch', 'Bellen']
  },
  video: {
    en: ['Video', 'Video meeting', 'Online', 'Teams', 'Zoom', 'Digital', 'Skype'],
    sv: ['Video', 'Videomöte', 'Digitalt möte', 'Digitalt', 'Distansmöte'],
    nl: ['Video', 'Videogesprek', 'Videovergadering', 'Digitaal', 'Onlineoverleg']
  },
  'network-meeting': {
    en: ['Network meeting', 'Network', 'Conference', 'Workshop'],
    sv: ['Nätverksträff', 'Nätverksmöte', 'Nätverk', 'Konferens'],
    nl: ['Netwerkbijeenkomst', 'Netwerkoverleg', 'Netwerk', 'Congres']
  }
});

export const ATTENDEE_VALUES = new ValueWords<AttendeeRole>({
  official: {
    en: ['Official', 'Officer'],
    sv: ['Tjänsteperson', 'Tjänsteman', 'Handläggare', 'Registrator', 'Utredare', 'Arkivarie', 'Jurist'],
    nl: ['Ambtenaar', 'Medewerker', 'Beleidsmedewerker']
  },
  manager: {
    en: ['Manager', 'Director'],
    sv: ['Chef', 'Kommundirektör', 'Förvaltningschef', 'Enhetschef'],
    nl: ['Leidinggevende', 'Manager', 'Directeur', 'Gemeentesecretaris']
  },
  politician: {
    en: ['Politician', 'Councillor', 'Mayor'],
    sv: ['Politiker', 'Kommunalråd', 'Ordförande', 'Förtroendevald'],
    nl: ['Politicus', 'Wethouder', 'Burgemeester', 'Raadslid']
  },
  it: {
    en: ['IT', 'IT manager'],
    sv: ['IT', 'It-chef', 'It-strateg'],
    nl: ['IT', 'ICT', 'Informatiemanager']
  },
  other: { en: ['Other'], sv: ['Annan', 'Övrig'], nl: ['Anders', 'Overig'] }
});

/** What was asked about knowledge, and how much was known. */
export const QUESTION_VALUES = new ValueWords<KnowledgeQuestion>({
  benefit: { en: ['Benefit', 'Benefits'], sv: ['Nytta', 'Nyttan'], nl: ['Nut', 'Voordelen'] },
  licences: { en: ['Licences', 'Licenses'], sv: ['Licenser'], nl: ['Licenties'] },
  obstacles: { en: ['Obstacles'], sv: ['Hinder'], nl: ['Belemmeringen', 'Obstakels'] }
});
export const KNOWLEDGE_VALUES = new ValueWords<KnowledgeAnswer>({
  none: { en: ['None', 'Nothing', '0'], sv: ['Ingen', 'Inget', 'Inga'], nl: ['Geen', 'Niets'] },
  some: { en: ['Some', 'A little', '1'], sv: ['Viss', 'Något', 'Lite'], nl: ['Enige', 'Iets', 'Een beetje'] },
  enough: { en: ['Enough', '2'], sv: ['Tillräcklig', 'Tillräckligt', 'Nog'], nl: ['Genoeg', 'Voldoende'] }
});
