import type { Actor } from '$lib/domain/identity/actor';
import type { PublishedEdition } from '$lib/domain/reporting/edition';
import { describeRelease } from '$lib/domain/reporting/release/describe-release';
import { licenceOf, type ReleaseFacts } from '$lib/domain/reporting/release/release-facts';
import { LOCALES } from '$lib/domain/shared/locale';
import { ok } from '$lib/domain/shared/result';
import type { App } from '../app';
import { RELEASE_TEXTS } from '../render/release-texts';
import { publicOrigin } from '../shared/origin';
import { readPublishedEdition, readReleaseFacts } from './edition-store';
import { keepFew } from './keep-few';
import { listFiles } from './list-files';
import { releaseFactsOf } from './release-facts-of';
import { listPublishedEditions } from './repository';

export interface CatalogWords {
  title: Record<(typeof LOCALES)[number], string>;
  description: Record<(typeof LOCALES)[number], string>;
}

/**
 * Every published edition as a catalogue for data portals: DCAT-AP 3.0 as JSON-LD. Each dataset names its files and where
 * the whole description of it is; sizes and checksums stand there, so that nothing is made for this.
 */
export async function readCatalog(app: App, _actor: Actor, input: { words: CatalogWords }): Promise<object> {
  const editions = await listPublishedEditions(app.db.read);
  // reading every edition takes a while, and anybody may ask
  const made = await catalogs(app, JSON.stringify([editions, input]), async () => ok(await make(app, editions, input)));
  if (!made.ok) throw new Error('A catalogue is never refused');
  return made.value;
}

const catalogs = keepFew<object>(2);

async function make(
  app: App,
  editions: Awaited<ReturnType<typeof listPublishedEditions>>,
  input: { words: CatalogWords }
): Promise<object> {
  const origin = publicOrigin(app.env);
  const datasets: object[] = [];
  let context: object = {};
  for (const { id } of editions) {
    const found = await readPublishedEdition(app, id);
    // an edition that was altered is told on its own page; the others are in the catalogue all the same
    if (!found.ok) continue;
    const { '@context': its, ...dataset } = await describe(app, found.value);
    context = its;
    datasets.push(dataset);
  }
  const inAll = (texts: CatalogWords['title']) =>
    LOCALES.map((locale) => ({ '@value': texts[locale], '@language': locale }));
  return {
    '@context': { ...context, dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/' },
    '@id': `${origin}/reports/catalog.jsonld`,
    '@type': 'dcat:Catalog',
    'dct:title': inAll(input.words.title),
    'dct:description': inAll(input.words.description),
    'dcat:landingPage': { '@id': `${origin}/reports` },
    'dcat:dataset': datasets
  };
}

async function describe(app: App, edition: PublishedEdition) {
  const facts = (await readReleaseFacts(app, edition.id)) ?? (await releaseFactsOf(app, edition));
  const { wave, demo } = edition.content.meta;
  const { number, content } = edition;
  const release = {
    facts,
    number,
    wave,
    demo,
    threshold: content.aggregates.threshold,
    locale: 'en' as const,
    files: []
  };
  return { ...describeRelease(release, RELEASE_TEXTS), 'dcat:distribution': nameFiles(edition, facts) };
}

function nameFiles(edition: PublishedEdition, facts: ReleaseFacts): object[] {
  return listFiles(edition)
    .filter(({ kind }) => kind !== 'dcat')
    .map(({ name, mediaType }) => ({
      '@id': `${facts.address}/files/${name}`,
      '@type': 'dcat:Distribution',
      'dcat:accessURL': { '@id': facts.address },
      'dcat:downloadURL': { '@id': `${facts.address}/files/${name}` },
      'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${mediaType.split(';')[0]}` },
      'dct:license': { '@id': licenceOf(facts) }
    }));
}
