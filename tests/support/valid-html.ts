import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // the compiler writes <img ... />, readonly="" and > as it is, and pages begin in small letters: HTML allows each
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'no-raw-characters': 'off',
    'doctype-style': 'off',
    // a title says what was found, however long that is
    'long-title': 'off'
  }
});

/** What is wrong with a whole page, by rule; each once. */
export async function findInvalidHtml(page: string): Promise<string[]> {
  const { results } = await validator.validateString(page);
  const found = results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector ?? ''})`)
  );
  return [...new Set(found)];
}
