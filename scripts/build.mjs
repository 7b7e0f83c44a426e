// Builds the app (build/), then the server entry and the command line beside it (build/entry/).
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './ensure.mjs';

const quiet = ['--logLevel', 'warn'];
run('npx', ['paraglide-js', 'compile', '--project', './project.inlang', '--outdir', './src/lib/paraglide', '--silent']);
// the compiler warns, compiles nothing and exits 0 when its plugin cannot be loaded
const compiled = join(root, 'src/lib/paraglide/messages/_index.js');
if (!existsSync(compiled) || !readFileSync(compiled, 'utf8').includes('nav_skip')) {
  process.stderr.write(
    'No messages were compiled: look at project.inlang/settings.json and src/lib/content/messages.\n'
  );
  process.exit(1);
}
run('npx', ['svelte-kit', 'sync']);
run('npx', ['vite', 'build', ...quiet]);
run('npx', ['vite', 'build', '--config', 'vite.entries.config.ts', ...quiet]);
// migrations are found from the program's own place, also where only build/ is carried to a server
cpSync(join(root, 'drizzle'), join(root, 'build', 'drizzle'), { recursive: true });
