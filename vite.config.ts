import type { Plugin } from 'vite';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { defineConfig } from 'vitest/config';

/** When the build fails, the service worker's plugin fails after it and hides why: this says it first. */
const sayWhy: Plugin = {
  name: 'waymark:say-why',
  buildEnd(error) {
    if (error) console.error(error);
  },
  renderError(error) {
    console.error(error);
  }
};

export default defineConfig({
  plugins: [
    sayWhy,
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
      cookieName: 'waymark-locale'
    }),
    sveltekit(),
    SvelteKitPWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'service-worker.ts',
      injectRegister: null,
      registerType: 'prompt',
      manifest: false, // ours is a route, in the reader's language
      injectManifest: {
        globPatterns: ['client/**/*.{js,css,woff2,svg,png}', 'prerendered/pages/app.html'],
        // shown by app stores and install dialogs, never by a page
        globIgnores: ['client/screenshots/**', 'client/icons/shortcut-*']
      }
    })
  ],
  build: {
    target: 'es2022',
    modulePreload: {
      polyfill: false, // every browser with a service worker preloads modules by itself
      // the list of every page's scripts weighs more in the first file than it saves: they lie in the service worker's cache
      resolveDependencies: (_file, dependencies) => dependencies.filter((file) => file.endsWith('.css'))
    }
  },
  test: {
    include: ['src/**/*.test.ts', 'tests/unit/**/*.test.ts', 'tests/api/**/*.test.ts', 'tests/recovery/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['tests/support/migrated-database.ts'],
    // one test file of random stories takes as long as all the others: they run beside it
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 1_000
  }
});
