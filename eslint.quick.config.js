import whole from './eslint.config.js';

/**
 * For `npm test`: all rules but the one for components that needs types. For each component the linter looks at the whole
 * program anew, which takes longer than everything else together; `npm run lint` has it, and goes before a change.
 */
export default [
  ...whole,
  {
    files: ['**/*.svelte'],
    languageOptions: { parserOptions: { projectService: false } },
    rules: { '@typescript-eslint/no-floating-promises': 'off' }
  }
];
