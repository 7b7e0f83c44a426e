import { mkdtemp, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'vite';

/** Bundles a test's child process for plain Node, on the same sources as the server. Returns the file to run. */
export async function bundleForNode(entry: string, ...plugins: Plugin[]): Promise<string> {
  return join(await bundleTogether({ child: entry }, plugins), 'child.js');
}

/** Several entries side by side, as in a release. Returns their folder. */
export async function bundleTogether(entries: Record<string, string>, plugins: Plugin[] = []): Promise<string> {
  // inside the project, so that packages are found
  const outDir = await mkdtemp(resolve('node_modules/.waymark-test-'));
  await build({
    configFile: false,
    logLevel: 'error',
    plugins,
    resolve: { alias: { $lib: resolve('src/lib') } },
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      rollupOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, resolve(entry)])),
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
      }
    }
  });
  await writeFile(join(outDir, 'package.json'), '{"type":"module"}');
  return outDir;
}
