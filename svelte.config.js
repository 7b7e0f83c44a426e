import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
  kit: {
    adapter: adapter({ out: 'build', precompress: true }),
    // the offline shell is served under every field address: its links to assets must not depend on the address
    paths: { relative: false },
    // registered by the root layout, so that an update can wait for unsaved work
    serviceWorker: { register: false },
    prerender: { entries: ['/app'], crawl: false },
    csp: {
      mode: 'auto', // nonces where rendered, hashes where prerendered
      directives: {
        'default-src': ['self'],
        'script-src': ['self'],
        'style-src': ['self'],
        // the one style attribute there is: the framework's own announcer of page changes, by its hash
        'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
        'img-src': ['self', 'data:', 'blob:'],
        'font-src': ['self'],
        'connect-src': ['self'],
        'worker-src': ['self'],
        'manifest-src': ['self'],
        'object-src': ['none'],
        'base-uri': ['none'],
        'form-action': ['self'],
        'frame-ancestors': ['none']
      }
    },
    // Origin is checked by our own handle for JSON as well as forms (see src/hooks.server.ts)
    version: { pollInterval: 0 },
    typescript: {
      config: (config) => {
        config.include.push('../scripts/**/*', '../tests/**/*', '../*.config.ts', '../*.config.js');
        return config;
      }
    }
  }
};
