import { isReplyKind } from '$lib/domain/outreach/campaign-kinds';
import type { Problem } from '$lib/domain/shared/result';
import { getLocale } from '$lib/paraglide/runtime.js';
import { MOST_MAIL_BYTES } from '$lib/server/mail/parse-mail';
import { dropMailFile, listWaiting, sortReply } from '$lib/server/outreach/campaign-reply-service';
import { listCampaigns } from '$lib/server/outreach/campaign-service';
import { readProgress } from '$lib/server/outreach/campaign-results-service';
import { listWilling } from '$lib/server/outreach/willing-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { today } from '$lib/server/shared/today';
import { fail } from '@sveltejs/kit';
import { needNetwork } from '../../../need';
import { orError } from '../../../or-error';
import { ROLES } from '../roles';

export const load = async (event) => {
  const { networkId, networkName } = needNetwork(event, ROLES);
  const { app, actor } = event.locals;
  const waiting = orError(await listWaiting(app, actor, { networkId }));
  const willing = orError(await listWilling(app, actor, { networkId }));
  const campaigns = orError(await listCampaigns(app, actor, { networkId }));
  const recipients: { value: string; label: string; municipalityId: string }[] = [];
  for (const { campaign } of campaigns.filter(({ campaign }) => campaign.state !== 'draft').slice(0, 20)) {
    const progress = orError(await readProgress(app, actor, { campaignId: campaign.id }));
    for (const { id, municipality, municipalityId, contact } of progress.recipients)
      recipients.push({
        value: id,
        label: [municipality, contact, campaign.name].filter(Boolean).join(', '),
        municipalityId
      });
  }
  recipients.sort((a, b) => a.label.localeCompare(b.label, getLocale()));
  const nameOf = new Map(recipients.map(({ value, label }) => [value, label]));
  return {
    ...{ networkId, networkName, today: today(app) },
    willing: willing.map(({ municipalityId, municipality, contactId, contact, at }) => ({
      ...{ municipality, contact, at, href: planHref(municipalityId, contactId) }
    })),
    recipients: waiting.some(({ recipientId }) => recipientId === null)
      ? recipients.map(({ value, label }) => ({ value, label }))
      : [],
    replies: waiting.map(({ id, way, matchedBy, kind, bounce, bounceStatus, at, caseNumber, until, ...reply }) => ({
      ...{ id, way, matchedBy, kind, bounce, bounceStatus, at, caseNumber, until },
      ...{ namedName: reply.namedName, namedEmail: reply.namedEmail, fromAddress: reply.fromAddress },
      ...{ subject: reply.subject, excerpt: reply.excerpt, recipientId: reply.recipientId },
      whose: reply.recipientId ? (nameOf.get(reply.recipientId) ?? '') : null
    }))
  };
};

const planHref = (municipalityId: string, contactId: string | null) =>
  `/app/meetings/plan?municipality=${municipalityId}${contactId ? `&contact=${contactId}` : ''}`;

interface Answered {
  what: 'sort' | 'drop';
  replyId?: string;
  taken?: 'again' | 'unknown' | 'bounce' | 'acknowledgement' | 'waiting' | 'invitation';
  problems?: Problem[];
}

export const actions = {
  sort: async ({ locals, request }) => {
    const {
      replyId = '',
      kind,
      until,
      caseNumber,
      recipientId,
      name = '',
      email = ''
    } = readForm(await request.formData());
    const sorted = await sortReply(locals.app, locals.actor, {
      ...{ replyId, until: until || null, caseNumber: caseNumber ?? '' },
      kind: kind === 'add' ? 'wrong-person' : isReplyKind(kind) || kind === 'bounce' ? kind : null,
      ...(recipientId && { recipientId }),
      ...(kind === 'add' && { addNamed: { name, email } })
    });
    if (!sorted.ok)
      return fail(statusOf(sorted.problems), { what: 'sort', replyId, problems: sorted.problems } as Answered);
    return { what: 'sort' } as Answered;
  },
  drop: async (event) => {
    const { networkId } = needNetwork(event, ROLES);
    const file = (await event.request.formData()).get('file');
    const given = file instanceof File ? file : new File([], '');
    // one byte more than may be is enough to refuse it
    const bytes = new Uint8Array(await given.slice(0, MOST_MAIL_BYTES + 1).arrayBuffer());
    const taken = await dropMailFile(event.locals.app, event.locals.actor, { networkId, bytes });
    if (!taken.ok) return fail(statusOf(taken.problems), { what: 'drop', problems: taken.problems } as Answered);
    return { what: 'drop', taken: taken.value.what } as Answered;
  }
};
