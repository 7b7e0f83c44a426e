import { writeCsv } from '$lib/domain/shared/csv';
import { m } from '$lib/paraglide/messages.js';
import { exportLetters } from '$lib/server/outreach/campaign-export-service';
import { writeLetters } from '$lib/server/render/write-letters';
import { fileResponse } from '$lib/server/shared/file-response';
import { readForm } from '$lib/server/shared/form';
import { orError } from '../../../../or-error';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Not by GET: with the file the messages leave Waymark's hands. */
export const POST = async ({ locals, params, request }) => {
  const { stepId = '', format } = readForm(await request.formData());
  const { name, letters } = orError(await exportLetters(locals.app, locals.actor, { campaignId: params.id, stepId }));
  const labels = { to: m.campaign_preview_to(), subject: m.campaign_message_subject() };
  if (format === 'docx')
    return fileResponse({ bytes: await writeLetters(name, letters, labels), name: `${name}.docx`, mediaType: DOCX });
  const table = [
    [
      m.campaign_col_municipality(),
      m.campaign_col_contact(),
      m.campaign_col_email(),
      labels.subject,
      m.campaign_message_body()
    ],
    ...letters.map(({ municipality, contact, email, subject, body }) => [municipality, contact, email, subject, body])
  ];
  const bytes = new TextEncoder().encode(writeCsv(table));
  return fileResponse({ bytes, name: `${name}.csv`, mediaType: 'text/csv' });
};
