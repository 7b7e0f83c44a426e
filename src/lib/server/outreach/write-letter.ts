import words from '$lib/content/mail/campaign.json';
import { mentions, mergeMessage, type MergeValues, type MessageText } from '$lib/domain/outreach/merge-text';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, type Result } from '$lib/domain/shared/result';

/** A message as it goes out: what its author did not put in, how to answer and how to be left alone, stands at its end. */
export function writeLetter(text: MessageText, values: MergeValues, locale: Locale): Result<MessageText> {
  const merged = mergeMessage(text, values);
  if (!merged.ok) return merged;
  const own = words[locale];
  const end = [
    !mentions(text.body, 'reply_link') && own.reply.replace('{link}', values.reply_link),
    !mentions(text.body, 'unsubscribe_link') &&
      own.unsubscribe.replace('{network}', values.network).replace('{link}', values.unsubscribe_link)
  ].filter(Boolean);
  const body = [merged.value.body.trimEnd(), ...(end.length ? [`-- \n${end.join('\n\n')}`] : [])].join('\n\n');
  return ok({ subject: merged.value.subject, body: `${body}\n` });
}
