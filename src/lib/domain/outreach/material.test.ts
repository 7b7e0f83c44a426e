import { describe, expect, it } from 'vitest';
import { countsAsDownload, keepTitled, materialWords } from './material';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
const phone =
  'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36';

describe('countsAsDownload', () => {
  it.each([
    ['a browser', firefox],
    ['a phone', phone]
  ])('counts %s', (_name, userAgent) => {
    expect(countsAsDownload({ method: 'GET', userAgent, purpose: '' })).toBe(true);
  });

  it.each([
    ['a search engine', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'GET', ''],
    ['a bot of its own name', 'SemrushBot', 'GET', ''],
    ['a crawler', 'Mozilla/5.0 (compatible; AhrefsCrawler)', 'GET', ''],
    ['a preview of a chat', 'Mozilla/5.0 (compatible; SkypeUriPreview)', 'GET', ''],
    ['a program', 'curl/8.5.0', 'GET', ''],
    ['nobody who says who they are', '', 'GET', ''],
    ['only the headers', firefox, 'HEAD', ''],
    ['looking ahead', firefox, 'GET', 'prefetch;prerender']
  ])('leaves out %s', (_name, userAgent, method, purpose) => {
    expect(countsAsDownload({ method, userAgent, purpose })).toBe(false);
  });
});

describe('keepTitled', () => {
  it('keeps the languages that have a title', () => {
    const texts = { sv: { title: 'Faktablad', description: '' }, en: { title: '', description: '' } };
    expect(keepTitled(texts)).toEqual({ ok: true, value: { sv: texts.sv } });
  });
  it.each([
    [{}, 'texts'],
    [{ nl: { title: '', description: 'Over open data' } }, 'texts.nl.title']
  ])('refuses %j, since it names nothing', (texts, path) => {
    expect(keepTitled(texts)).toMatchObject({ ok: false, problems: [{ code: 'title-missing', path }] });
  });
});

describe('materialWords', () => {
  const texts = { sv: { title: 'Faktablad', description: '' }, nl: { title: 'Factsheet', description: '' } };
  it('takes the reader’s language, else the network’s, else any', () => {
    expect(materialWords(texts, 'nl', 'sv').title).toBe('Factsheet');
    expect(materialWords(texts, 'en', 'sv')).toMatchObject({ title: 'Faktablad', locale: 'sv' });
    expect(materialWords({ nl: texts.nl }, 'en', 'sv').locale).toBe('nl');
  });
});
