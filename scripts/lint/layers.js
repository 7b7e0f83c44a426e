// The direction of imports, as docs/decisions and the architecture say it: layers outside, capabilities inside.
import { dirname, posix, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Which layer a file of src/ belongs to: the first match counts. */
const LAYERS = [
  ['domain', /^src\/lib\/domain\//],
  ['content', /^src\/lib\/content\//],
  ['paraglide', /^src\/lib\/paraglide\//],
  ['db', /^src\/lib\/server\/db\//],
  ['adapter', /^src\/lib\/server\/(auth|mail|render|jobs|disclosure|heavy)\//],
  ['service', /^src\/lib\/server\//],
  ['client', /^src\/lib\/client\//],
  ['ui', /^src\/lib\/ui\//],
  ['route', /^src\/(routes\/|hooks|app\.d)/],
  ['cli', /^src\/cli\//],
  ['entry', /^src\/server\//],
  ['worker', /^src\/service-worker/],
  ['env', /^src\/env\.ts$/]
];

/** What each layer may import, besides itself. */
const MAY = {
  domain: [],
  content: ['domain'], // its tests run the model's validator
  db: ['domain'],
  adapter: ['domain', 'content', 'db', 'service', 'env'],
  service: ['domain', 'content', 'db', 'adapter', 'env'],
  client: ['domain', 'content', 'ui', 'paraglide'],
  ui: ['domain', 'content', 'paraglide'],
  route: ['domain', 'content', 'service', 'adapter', 'client', 'ui', 'paraglide', 'env'],
  cli: ['domain', 'content', 'service', 'adapter', 'db', 'env'],
  entry: ['domain', 'service', 'adapter', 'cli', 'env'],
  worker: ['client'], // the parts of it that need no page
  env: []
};

const layerOf = (/** @type {string} */ path) =>
  LAYERS.find(([, pattern]) => /** @type {RegExp} */ (pattern).test(path))?.[0];

/** @param {string} source @param {string} file */
function resolveImport(source, file) {
  if (source.startsWith('$lib/')) return `src/lib/${source.slice(5)}`;
  if (source.startsWith('.')) return posix.join(posix.dirname(file), source);
  return null;
}

/** @type {import('eslint').Rule.RuleModule} */
const rule = {
  meta: { type: 'problem', schema: [], docs: { description: 'imports go one way through the house' } },
  create(context) {
    const file = context.filename.slice(root.length + 1).replaceAll('\\', '/');
    const from = layerOf(file);
    const test = /\.(test|fixture|arbitrary)\.ts$/.test(file);
    if (!from) return {};
    /** @param {any} node @param {string} source */
    const check = (node, source) => {
      // shapes of content are known everywhere; the data itself reaches the domain as an argument
      const typeOnly = node.importKind === 'type';
      const report = (/** @type {string} */ message) => context.report({ node, message });
      if (from === 'domain' && !test && /^(node:|\$app|\$env)/.test(source))
        report(`The domain is pure and runs in the browser: no ${source} here.`);
      if ((from === 'service' || from === 'adapter' || from === 'db' || from === 'cli') && /^\$(app|env)/.test(source))
        report(`Services run in the command line and workers too: no ${source} here.`);
      if (/^drizzle-orm/.test(source) && !test && from !== 'db' && !/repository\.ts$/.test(file)) {
        report('Only repositories and db/ know drizzle: put the query into the capability’s repository.ts.');
      }
      const target = resolveImport(source, file);
      const to = target && layerOf(target.endsWith('/') ? target : `${target}`);
      if (!target || !to || to === from || test) return;
      if (typeOnly && to === 'content') return;
      if (!MAY[/** @type {keyof typeof MAY} */ (from)]?.includes(/** @type {never} */ (to)))
        report(`${from} may not import ${to} (${source}).`);
    };
    return {
      ImportDeclaration: (node) => check(node, String(node.source.value)),
      ExportNamedDeclaration: (node) => node.source && check(node, String(node.source.value)),
      ImportExpression: (node) => node.source.type === 'Literal' && check(node, String(node.source.value))
    };
  }
};

export { layerOf };
export default rule;
