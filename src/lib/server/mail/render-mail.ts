import en from '$lib/content/mail/en.json';
import nl from '$lib/content/mail/nl.json';
import sv from '$lib/content/mail/sv.json';
import type { Locale } from '$lib/domain/shared/locale';

export const mailTexts: Record<Locale, typeof en> = { en, nl, sv };
export type MailName = keyof typeof en;

/**
 * A mail in the recipient's language. Every placeholder must be given: a text with a hole is a bug, not a mail.
 *
 * @example
 * renderMail('sv', 'code', { code: '123456', minutes: '15' }).subject // 'Din kod till Waymark'
 */
export function renderMail(
  locale: Locale,
  name: MailName,
  values: Record<string, string>
): { subject: string; body: string } {
  const text = mailTexts[locale][name];
  const fill = (template: string) =>
    template.replace(/\{(\w+)\}/g, (_, key: string) => {
      const value = values[key];
      if (value === undefined) throw new Error(`Mail "${name}" needs a value for {${key}}`);
      return value;
    });
  return { subject: fill(text.subject), body: `${fill(text.body)}\n\nWaymark\n` };
}
