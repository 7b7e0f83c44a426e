import texts from '$lib/content/app/manifest.json';
import type { Locale } from '$lib/domain/shared/locale';

const icon = (name: string, sizes: string, purpose = 'any') => ({
  src: `/icons/${name}.png`,
  sizes,
  type: 'image/png',
  purpose
});
const shortcutIcons = (name: string) => [icon(`shortcut-${name}-96`, '96x96'), icon(`shortcut-${name}-192`, '192x192')];

/** Taken by `node scripts/take-app-images.mjs`. */
const NARROW = ['home', 'question', 'result'] as const;
const WIDE = ['municipalities', 'plan'] as const;

/** https://www.w3.org/TR/appmanifest/, and what https://wicg.github.io/manifest-incubations/ adds: sharing and files. */
export function writeManifest(locale: Locale): Record<string, unknown> {
  const text = texts[locale];
  const shot = (form: 'narrow' | 'wide', sizes: string) => (name: keyof typeof text.shots) => ({
    src: `/screenshots/${form}-${name}.png`,
    sizes,
    type: 'image/png',
    form_factor: form,
    label: text.shots[name]
  });
  return {
    id: '/app',
    name: 'Waymark',
    short_name: 'Waymark',
    description: text.description,
    lang: locale,
    dir: 'ltr',
    start_url: '/app',
    scope: '/',
    display: 'standalone',
    theme_color: '#093240',
    background_color: '#f6f7f2',
    categories: ['government', 'productivity'],
    icons: [
      { src: '/icons/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      icon('icon-192', '192x192'),
      icon('icon-512', '512x512'),
      icon('maskable-512', '512x512', 'maskable'),
      icon('monochrome-512', '512x512', 'monochrome')
    ],
    shortcuts: [
      { name: text.next, url: '/app/next', icons: shortcutIcons('next') },
      { name: text.meeting, url: '/app/meetings/new', icons: shortcutIcons('meeting') },
      { name: text.plan, url: '/app/plan', icons: shortcutIcons('plan') }
    ],
    screenshots: [...NARROW.map(shot('narrow', '780x1688')), ...WIDE.map(shot('wide', '1280x800'))],
    // a POST that the service worker answers: a mail's text must not stand in an address
    share_target: {
      action: '/app/share',
      method: 'POST',
      enctype: 'application/x-www-form-urlencoded',
      params: { title: 'title', text: 'text', url: 'url' }
    },
    file_handlers: [
      {
        action: '/app/queue',
        name: text.file,
        accept: { 'application/vnd.waymark.queue+json': ['.waymark'] },
        icons: [icon('icon-192', '192x192')]
      }
    ]
  };
}
