// The command line: `npm run waymark -- COMMAND`; `npm run -s waymark -- COMMAND --json` for programs.
import { ensureBuilt, ensureInstalled, ensureNode } from './ensure.mjs';

ensureNode();
ensureInstalled();
ensureBuilt();
await import(new URL('../build/entry/cli.js', import.meta.url).href);
