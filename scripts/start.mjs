// The real thing: serves DATABASE_URL and never seeds. An empty database serves only the first-run wizard.
import { ensureBuilt, ensureInstalled, ensureNode, root } from './ensure.mjs';

ensureNode();
ensureInstalled();
ensureBuilt();
process.chdir(root);
await import(new URL('../build/entry/server.js', import.meta.url).href);
