import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

// The server entry and the command line are bundled beside SvelteKit's own output (build/), on the same services.
export default defineConfig({
  resolve: { alias: { $lib: fileURLToPath(new URL('src/lib', import.meta.url)) } },
  build: {
    ssr: true,
    outDir: 'build/entry',
    emptyOutDir: true,
    target: 'node20',
    rollupOptions: {
      input: { server: 'src/server/main.ts', cli: 'src/cli/main.ts', worker: 'src/server/worker.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
    }
  }
});
