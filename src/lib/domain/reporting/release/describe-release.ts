import { LOCALES, type Locale } from '../../shared/locale';
import type { EditionFileKind } from './list-edition-files';
import { licenceOf, type ReleaseFacts } from './release-facts';
import { fill, type ReleaseTexts } from './release-texts';
import { PUBLIC_REPORT_SCHEMA } from './public-report';

/** A file as it is offered. */
export interface ReleaseFile {
  kind: Exclude<EditionFileKind, 'dcat'>;
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
}

export interface Release {
  facts: ReleaseFacts;
  /** Of the edition. */
  number: number;
  wave: string;
  demo: boolean;
  threshold: number;
  /** The files' language. */
  locale: Locale;
  files: readonly ReleaseFile[];
}

const AUTHORITY = 'http://publications.europa.eu/resource/authority';
const FILE_TYPES: Readonly<Record<ReleaseFile['kind'], string>> = {
  pdf: 'PDF',
  docx: 'DOCX',
  xlsx: 'XLSX',
  csv: 'CSV',
  codebook: 'CSV',
  json: 'JSON'
};
const LANGUAGES: Readonly<Record<Locale, string>> = { en: 'ENG', sv: 'SWE', nl: 'NLD' };
/** Three letters, as the authority list of countries has them. */
const COUNTRIES: Readonly<Record<string, string>> = {
  BE: 'BEL',
  DE: 'DEU',
  DK: 'DNK',
  EE: 'EST',
  FI: 'FIN',
  FR: 'FRA',
  IE: 'IRL',
  IS: 'ISL',
  LT: 'LTU',
  LU: 'LUX',
  LV: 'LVA',
  NL: 'NLD',
  NO: 'NOR',
  SE: 'SWE'
};
/** Tables come in no language: their codes are said in all of them by the codebook. */
const EVERY_LANGUAGE: readonly ReleaseFile['kind'][] = ['csv', 'codebook'];

const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#'
};

/**
 * An edition as a dataset for data portals: DCAT-AP 3.0 as JSON-LD, in every language, each file with its size and
 * checksum. Values from lists are those of the Publications Office, as DCAT-AP 3.0, 6, asks for.
 *
 * @example
 * describeRelease(release, texts)['dct:issued'] // { '@value': '2026-11-24T09:00:00Z', '@type': 'xsd:dateTime' }
 */
export function describeRelease(release: Release, texts: Readonly<Record<Locale, ReleaseTexts>>) {
  const { facts, files, wave, threshold } = release;
  const inAll = (say: (texts: ReleaseTexts) => string) =>
    LOCALES.map((locale) => ({ '@value': say(texts[locale]), '@language': locale }));
  const values = { network: facts.network, wave, threshold: String(threshold) };
  const demo = (one: ReleaseTexts) => (release.demo ? ` ${one.dataset.demo}` : '');
  const { from, to } = facts.wave;
  const country = COUNTRIES[facts.country];
  return {
    '@context': CONTEXT,
    '@id': `${facts.address}#dataset`,
    '@type': 'dcat:Dataset',
    'dct:identifier': facts.address,
    'dct:title': inAll((one) => fill(one.dataset.title, values)),
    'dct:description': inAll((one) => fill(one.dataset.description, values) + demo(one)),
    'dcat:keyword': LOCALES.flatMap((locale) =>
      texts[locale].dataset.keywords.map((word) => ({ '@value': word, '@language': locale }))
    ),
    'dcat:theme': resource(`${AUTHORITY}/data-theme/GOVE`),
    'dct:accessRights': resource(`${AUTHORITY}/access-right/PUBLIC`),
    'dct:publisher': {
      '@type': 'foaf:Organization',
      'foaf:name': facts.publisher.name,
      ...(facts.publisher.address ? { 'foaf:homepage': resource(facts.publisher.address) } : {})
    },
    ...(facts.contact
      ? {
          'dcat:contactPoint': {
            '@type': 'vcard:Organization',
            'vcard:fn': facts.publisher.name,
            'vcard:hasEmail': resource(`mailto:${facts.contact}`)
          }
        }
      : {}),
    'dct:issued': typed(facts.issued, 'dateTime'),
    'dcat:version': String(release.number),
    ...(facts.corrects ? { 'dcat:previousVersion': resource(`${facts.corrects}#dataset`) } : {}),
    'dct:language': LOCALES.map((locale) => resource(`${AUTHORITY}/language/${LANGUAGES[locale]}`)),
    ...(country ? { 'dct:spatial': resource(`${AUTHORITY}/country/${country}`) } : {}),
    ...(from || to
      ? {
          'dct:temporal': {
            '@type': 'dct:PeriodOfTime',
            ...(from ? { 'dcat:startDate': typed(from, 'date') } : {}),
            ...(to ? { 'dcat:endDate': typed(to, 'date') } : {})
          }
        }
      : {}),
    'dcat:landingPage': resource(facts.address),
    'dcat:distribution': files.map((file) => describeFile(file, release, inAll))
  };
}

function describeFile(
  { kind, name, mediaType, bytes, sha256 }: ReleaseFile,
  { facts, locale }: Release,
  inAll: (say: (texts: ReleaseTexts) => string) => object[]
) {
  const address = `${facts.address}/files/${encodeURIComponent(name)}`;
  const languages = EVERY_LANGUAGE.includes(kind) ? LOCALES : [locale];
  return {
    '@id': address,
    '@type': 'dcat:Distribution',
    'dct:title': inAll((texts) => texts.dataset.files[kind]),
    'dcat:accessURL': resource(facts.address),
    'dcat:downloadURL': resource(address),
    'dct:format': resource(`${AUTHORITY}/file-type/${FILE_TYPES[kind]}`),
    'dcat:mediaType': resource(`https://www.iana.org/assignments/media-types/${mediaType.split(';')[0]}`),
    'dct:license': resource(licenceOf(facts)),
    'dct:issued': typed(facts.issued, 'dateTime'),
    'dct:language': languages.map((one) => resource(`${AUTHORITY}/language/${LANGUAGES[one]}`)),
    ...(kind === 'json' ? { 'dct:conformsTo': resource(new URL(PUBLIC_REPORT_SCHEMA, facts.address).href) } : {}),
    'dcat:byteSize': typed(String(bytes), 'nonNegativeInteger'),
    'spdx:checksum': {
      '@type': 'spdx:Checksum',
      'spdx:algorithm': resource('http://spdx.org/rdf/terms#checksumAlgorithm_sha256'),
      'spdx:checksumValue': typed(sha256, 'hexBinary')
    }
  };
}

const resource = (address: string) => ({ '@id': address });
const typed = (value: string, type: string) => ({ '@value': value, '@type': `xsd:${type}` });
