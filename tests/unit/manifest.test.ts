import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '$lib/domain/shared/locale';
import { SHARE_PATH } from '../../src/lib/client/share/receive';
import { writeManifest } from '../../src/routes/(public)/manifest.webmanifest/manifest';

interface Picture {
  src: string;
  sizes: string;
  type: string;
  purpose?: string;
  form_factor?: string;
  label?: string;
}
interface Manifest {
  id: string;
  lang: string;
  start_url: string;
  scope: string;
  icons: Picture[];
  screenshots: Picture[];
  shortcuts: { name: string; url: string; icons: Picture[] }[];
  share_target: { action: string; method: string; enctype: string; params: Record<string, string> };
  file_handlers: { action: string; accept: Record<string, string[]>; icons: Picture[] }[];
}
const manifestIn = (locale: (typeof LOCALES)[number]) => writeManifest(locale) as unknown as Manifest;
const manifest = manifestIn('en');
const everyPicture = [
  ...manifest.icons,
  ...manifest.screenshots,
  ...manifest.shortcuts.flatMap(({ icons }) => icons),
  ...manifest.file_handlers.flatMap(({ icons }) => icons)
];

/** Width and height as a PNG file itself says them, in its first chunk. */
function sizeOf(file: string): string {
  const bytes = readFileSync(file);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

/** The page that answers an address under /app. */
const pages = Object.keys(import.meta.glob('/src/routes/**/app/**/+page.svelte')).map((file) =>
  file
    .replace('/src/routes', '')
    .replace('/+page.svelte', '')
    .replace(/\/\(\w+\)/g, '')
    .replace(/\/\[\[\w+\]\]/g, '')
);

describe('the manifest', () => {
  it.each(everyPicture.filter(({ type }) => type === 'image/png').map((one) => [one.src, one] as const))(
    'says the true size of %s',
    (_src, { src, sizes }) => {
      expect(sizeOf(`static${src}`)).toBe(sizes);
    }
  );

  it('has what each system asks for: 192, 512, maskable, one colour, and Apple’s own', () => {
    const having = (sizes: string, purpose: string) =>
      manifest.icons.some((icon) => icon.sizes === sizes && icon.purpose === purpose);
    expect(having('192x192', 'any') && having('512x512', 'any')).toBe(true);
    expect(having('512x512', 'maskable') && having('512x512', 'monochrome')).toBe(true);
    expect(sizeOf('static/icons/apple-touch-icon-180.png')).toBe('180x180');
    const shell = readFileSync('src/app.html', 'utf8');
    expect(shell).toContain('icons/apple-touch-icon-180.png');
    // with cookies, since they say the language
    expect(shell).toContain('<link rel="manifest" href="/manifest.webmanifest" crossorigin="use-credentials" />');
  });

  it('has screenshots of both shapes, as browsers want them and not heavy', () => {
    for (const form of ['narrow', 'wide']) {
      const shots = manifest.screenshots.filter((shot) => shot.form_factor === form);
      expect(shots.length).toBeGreaterThanOrEqual(2);
      expect(new Set(shots.map(({ sizes }) => sizes)).size).toBe(1);
      for (const { src, sizes, label } of shots) {
        const [width = 0, height = 0] = sizes.split('x').map(Number);
        // https://developer.chrome.com/docs/capabilities/web-apis/manifest-screenshots
        expect(Math.max(width, height)).toBeLessThanOrEqual(2.3 * Math.min(width, height));
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(320);
        expect(Math.max(width, height)).toBeLessThanOrEqual(3840);
        expect(form === 'narrow').toBe(height > width);
        expect(statSync(`static${src}`).size).toBeLessThan(200_000);
        expect(label).toBeTruthy();
      }
    }
    // shown by install dialogs only: not on everybody's phone
    expect(readFileSync('vite.config.ts', 'utf8')).toContain("'client/screenshots/**'");
  });

  it('leads only to pages that there are', () => {
    const addresses = [
      manifest.start_url,
      ...manifest.shortcuts.map(({ url }) => url),
      manifest.share_target.action,
      ...manifest.file_handlers.map(({ action }) => action)
    ];
    for (const address of addresses) {
      expect(pages).toContain(address);
      expect(address.startsWith(manifest.scope)).toBe(true);
    }
  });

  it('shares to where the service worker listens, and opens what the app saves', () => {
    expect(manifest.share_target).toMatchObject({ action: SHARE_PATH, method: 'POST' });
    expect(Object.values(manifest.share_target.params)).toEqual(['title', 'text', 'url']);
    const [ending] = Object.values(manifest.file_handlers[0]!.accept).flat();
    expect(readFileSync('src/lib/client/queue/save-text.ts', 'utf8')).toContain(`${ending}\``);
  });

  it('is the same app in every language, with words of its own in each', () => {
    const all = LOCALES.map(manifestIn);
    expect(new Set(all.map(({ id }) => id))).toEqual(new Set(['/app']));
    expect(all.map(({ lang }) => lang)).toEqual([...LOCALES]);
    for (let i = 0; i < manifest.shortcuts.length; i++)
      expect(new Set(all.map(({ shortcuts }) => shortcuts[i]!.name)).size).toBe(LOCALES.length);
  });
});
