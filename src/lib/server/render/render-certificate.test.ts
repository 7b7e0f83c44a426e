import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CertificateInput, renderCertificate } from './render-certificate';

const LOCALES = ['en', 'sv', 'nl'] as const;
const poppler = spawnSync('pdfinfo', ['-v']).error === undefined;
const why = poppler ? '' : ' (skipped: pdfinfo and pdftotext are not installed, apt-get install poppler-utils)';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-certificate-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function make(change: Partial<CertificateInput> = {}) {
  const made = await renderCertificate({
    ...{ locale: 'sv', mentor: 'Björkstad', mentee: 'Örkelljunga', person: 'Kim Åberg', demo: false },
    ...{ theme: 'Licenser och villkor', network: 'Öppna kommuner', sessions: 6 },
    ...{ startedAt: '2026-05-22T09:00:00.000Z', closedAt: '2026-11-22T09:00:00.000Z' },
    ...change
  });
  if (!made.ok) throw new Error(made.problems[0]!.message);
  return made.value;
}
function read(pdf: Buffer, tool: 'pdfinfo' | 'pdftotext', ...options: string[]): string {
  const file = join(folder, 'certificate.pdf');
  writeFileSync(file, pdf);
  const told = execFileSync(tool, [...options, file, ...(tool === 'pdftotext' ? ['-'] : [])], { encoding: 'utf8' });
  return told.replaceAll(/\s+/g, ' ');
}

describe('a certificate', () => {
  it.each(LOCALES)('is one tagged page in its language: %s', async (locale) => {
    const { pdf, pages } = await make({
      locale,
      mentor: 'Kommunalförbundet för digital utveckling i Mellansverige',
      theme: 'Efterfrågan, dialog och återanvändning av öppna data',
      demo: true
    });
    expect(pages).toBe(1);
    const raw = pdf.toString('latin1');
    expect(raw).toContain('pdfuaid:part>1<');
    expect(raw).toContain(`/Lang (${{ en: 'en-GB', sv: 'sv-SE', nl: 'nl-NL' }[locale]})`);
  });

  it('is the same again for the same facts', async () => {
    const { pdf } = await make();
    expect((await make()).pdf.equals(pdf)).toBe(true);
    expect((await make({ sessions: 5 })).pdf.equals(pdf)).toBe(false);
  });

  it.skipIf(!poppler)(`says who helped whom with what, when and how often${why}`, async () => {
    const text = read((await make()).pdf, 'pdftotext', '-layout');
    expect(text).toContain('Tack, Björkstad');
    expect(text).toContain('mentor åt Örkelljunga inom Licenser och villkor');
    expect(text).toMatch(/Genom Kim Åberg/);
    expect(text).toMatch(/Tid 22 maj 2026 till 22 november 2026/);
    expect(text).toMatch(/6 samtal tillsammans/);
  });

  it.skipIf(!poppler)(`leaves out what nobody knows: no person, no session${why}`, async () => {
    const text = read((await make({ person: null, sessions: 0 })).pdf, 'pdftotext', '-layout');
    expect(text).not.toContain('Genom');
    expect(text).not.toContain('samtal tillsammans');
    const structure = read((await make()).pdf, 'pdfinfo', '-struct');
    expect(structure.match(/H1/g)?.length).toBe(1);
    expect(structure.match(/\bTH\b/g)?.length).toBe(2);
  });
});
