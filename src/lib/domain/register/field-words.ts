import type { RegisterField } from './types';

/** Language of a header word, `any` where several share it. */
export type WordLanguage = 'sv' | 'en' | 'nl' | 'fr' | 'fi' | 'any';
type Words = [language: WordLanguage, phrases: string[]][];

/**
 * What official registers call our fields, the most telling first. A phrase of `exactOnly` counts only as the whole
 * header: "name" alone is the municipality's name, "name of the mayor" is not.
 */
export const FIELD_WORDS: Partial<Record<RegisterField, { words: Words; exactOnly?: string[] }>> = {
  code: {
    words: [
      ['sv', ['kommunkod', 'kommun kod', 'kommunnummer', 'kommunnr', 'kommun nr']],
      ['en', ['municipality code', 'municipal code', 'municipality id', 'municipality number', 'lau code', 'lau id']],
      ['nl', ['gemeentecode', 'gemeente code', 'gemeentenummer', 'gemeente id', 'cbs code', 'gm code']],
      ['any', ['nis code', 'niscode', 'refnis', 'code nis', 'nis', 'code ins', 'code insee', 'lau']],
      ['fr', ['code commune', 'code de la commune', 'code officiel', 'code communal']],
      ['fi', ['kuntakoodi', 'kunnan koodi', 'kuntanumero', 'kuntanro', 'kunnan numero']]
    ],
    exactOnly: ['code', 'kod', 'koodi', 'official code', 'officiell kod', 'officiële code', 'id']
  },
  name: {
    words: [
      ['sv', ['kommunnamn', 'kommunens namn', 'kommun namn', 'kommun']],
      ['en', ['municipality name', 'municipal name', 'name of municipality', 'municipality']],
      ['nl', ['gemeentenaam', 'gemeente naam', 'naam gemeente', 'naam van de gemeente', 'gemeente']],
      ['fr', ['nom commune', 'nom de la commune', 'nom communal', 'commune']],
      ['fi', ['kunnan nimi', 'kuntanimi', 'kunta nimi', 'kunta', 'kunnat']]
    ],
    exactOnly: ['name', 'namn', 'naam', 'nom', 'nimi']
  },
  nameSecond: {
    words: [
      ['en', ['name second', 'second name']],
      ['sv', ['andra namn', 'namn på andra språket']],
      ['nl', ['tweede naam', 'naam in de tweede taal']]
    ]
  },
  countyCode: {
    words: [
      ['sv', ['länskod', 'läns kod', 'länsnummer', 'länsnr', 'regionkod', 'landskapskod']],
      ['en', ['county code', 'county id', 'province code', 'region code', 'ad area code', 'nuts3 code', 'nuts 3']],
      ['nl', ['provinciecode', 'provincie code', 'code provincie', 'arrondissementscode', 'gewestcode']],
      ['fr', ['code province', 'code de la province', 'code département', 'code arrondissement', 'code région']],
      ['fi', ['maakuntakoodi', 'maakunnan koodi', 'maakunta koodi', 'alueen koodi']]
    ]
  },
  countyName: {
    words: [
      ['sv', ['länsnamn', 'län', 'landskap']],
      [
        'en',
        ['county name', 'county', 'province name', 'province', 'arrondissement', 'ad area', 'region name', 'region']
      ],
      ['nl', ['provincienaam', 'provincie', 'gewest', 'regio']],
      ['fr', ['nom province', 'département', 'nom région', 'région']],
      ['fi', ['maakunnan nimi', 'maakunta', 'hyvinvointialue']]
    ]
  },
  group: {
    words: [
      ['sv', ['kommungrupp', 'kommungruppsindelning', 'skr grupp', 'skl grupp', 'kommuntyp']],
      ['en', ['skr group', 'municipality group', 'municipal group', 'classification of municipality']],
      ['nl', ['gemeentegroep']],
      ['fr', ['groupe de communes']],
      ['fi', ['kuntaryhmä', 'kuntaryhmitys']]
    ],
    exactOnly: ['group', 'grupp', 'skr', 'groep', 'groupe', 'ryhmä']
  },
  urbanisation: {
    words: [
      ['any', ['degurba']],
      ['en', ['degree of urbanisation', 'degree of urbanization']],
      ['sv', ['urbaniseringsgrad', 'grad av urbanisering']],
      ['nl', ['verstedelijkingsgraad', 'mate van verstedelijking']],
      ['fr', ['degré d urbanisation']],
      ['fi', ['kaupungistumisaste', 'kaupunkimaisuus']]
    ]
  },
  population: {
    words: [
      ['sv', ['folkmängd', 'befolkning', 'invånare', 'antal invånare', 'invånarantal']],
      ['en', ['population', 'inhabitants', 'number of inhabitants', 'residents']],
      ['nl', ['inwoners', 'aantal inwoners', 'inwonertal', 'bevolking', 'inwoneraantal']],
      ['fr', ['habitants', 'nombre d habitants', 'population totale']],
      ['fi', ['väkiluku', 'asukasluku', 'asukkaat', 'asukasmäärä']]
    ]
  },
  lat: {
    words: [
      ['any', ['latitude', 'lat']],
      ['sv', ['latitud', 'breddgrad']],
      ['nl', ['breedtegraad']],
      ['fi', ['leveysaste', 'leveyspiiri']]
    ]
  },
  lon: {
    words: [
      ['any', ['longitude', 'lon', 'lng', 'long']],
      ['sv', ['longitud', 'längdgrad']],
      ['nl', ['lengtegraad']],
      ['fi', ['pituusaste', 'pituuspiiri']]
    ]
  },
  validFrom: {
    words: [
      ['sv', ['giltig från', 'gäller från', 'giltig from', 'startdatum', 'från datum']],
      ['en', ['valid from', 'start date', 'date from', 'effective from']],
      ['nl', ['geldig vanaf', 'geldig van', 'ingangsdatum', 'begindatum', 'datum ingang']],
      ['fr', ['valable du', 'valable dès', 'date de début', 'date début', 'début de validité']],
      ['fi', ['voimassa alkaen', 'alkupäivä', 'alkupvm', 'voimaantulo']]
    ]
  },
  validTo: {
    words: [
      ['sv', ['giltig till', 'gäller till', 'giltig tom', 'slutdatum', 'till datum']],
      ['en', ['valid to', 'valid until', 'end date', 'date to', 'effective to']],
      ['nl', ['geldig tot', 'geldig tot en met', 'einddatum', 'datum einde']],
      ['fr', ['valable jusqu au', 'valable au', 'date de fin', 'date fin', 'fin de validité']],
      ['fi', ['voimassa asti', 'voimassa saakka', 'loppupäivä', 'loppupvm']]
    ]
  }
};

/** Words that say which language a column of names is in. */
export const LANGUAGE_WORDS: Record<string, string> = {
  nl: 'nl',
  fr: 'fr',
  de: 'de',
  fi: 'fi',
  sv: 'sv',
  en: 'en',
  nederlands: 'nl',
  dutch: 'nl',
  francais: 'fr',
  french: 'fr',
  frans: 'fr',
  deutsch: 'de',
  german: 'de',
  svenska: 'sv',
  swedish: 'sv',
  ruotsiksi: 'sv',
  ruotsi: 'sv',
  suomeksi: 'fi',
  suomi: 'fi',
  finska: 'fi',
  finnish: 'fi',
  english: 'en'
};
