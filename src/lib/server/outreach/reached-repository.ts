import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { CampaignTrace } from '$lib/domain/sync/ledger-records';
import type { Reader, Tx } from '../db/client';
import { campaign, campaignMessage, campaignRecipient, campaignTouch } from '../db/schema/campaigns';

const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? null;

/** What campaigns did for each municipality, the newest campaign first; only what happened, nothing that is planned. */
export async function reachedOf(
  db: Reader | Tx,
  networkId: string,
  municipalityIds: string[] | null
): Promise<Map<string, CampaignTrace[]>> {
  const here = <T extends typeof campaignRecipient | typeof campaignTouch>(table: T) =>
    and(
      eq(campaign.networkId, networkId),
      municipalityIds ? inArray(table.municipalityId, municipalityIds) : undefined
    );
  const sent = await db
    .select({
      ...{ municipalityId: campaignRecipient.municipalityId, channel: campaignRecipient.channel },
      ...{ campaignId: campaign.id, name: campaign.name, at: campaignMessage.sentAt, reply: campaignRecipient.reply },
      ...{ repliedAt: campaignRecipient.repliedAt, restsUntil: campaignRecipient.restsUntil }
    })
    .from(campaignMessage)
    .innerJoin(campaignRecipient, eq(campaignRecipient.id, campaignMessage.recipientId))
    .innerJoin(campaign, eq(campaign.id, campaignRecipient.campaignId))
    .where(and(here(campaignRecipient), isNotNull(campaignMessage.sentAt)))
    .orderBy(asc(campaignMessage.sentAt));
  const touched = await db
    .select({
      ...{ municipalityId: campaignTouch.municipalityId, channel: campaignTouch.channel },
      ...{ campaignId: campaign.id, name: campaign.name, on: campaignTouch.reachedOn, reply: campaignTouch.reply },
      repliedOn: campaignTouch.repliedOn
    })
    .from(campaignTouch)
    .innerJoin(campaign, eq(campaign.id, campaignTouch.campaignId))
    .where(here(campaignTouch));
  const found = new Map<string, CampaignTrace[]>();
  const add = (
    municipalityId: string,
    { campaignId, name }: { campaignId: string; name: string },
    one: { channel: CampaignTrace['channels'][number]; on: string; reply: CampaignTrace['reply'] },
    replied: { on: string | null; restsUntil: string | null }
  ) => {
    const list = found.get(municipalityId) ?? [];
    found.set(municipalityId, list);
    let trace = list.find((known) => known.campaignId === campaignId);
    if (!trace) {
      trace = { campaignId, name, channels: [], reachedOn: [], reply: null, repliedOn: null, restsUntil: null };
      list.push(trace);
    }
    if (!trace.channels.includes(one.channel)) trace.channels.push(one.channel);
    if (!trace.reachedOn.includes(one.on)) trace.reachedOn.push(one.on);
    if (one.reply && (replied.on ?? '') >= (trace.repliedOn ?? ''))
      Object.assign(trace, { reply: one.reply, repliedOn: replied.on, restsUntil: replied.restsUntil });
  };
  for (const { municipalityId, channel, at, reply, repliedAt, restsUntil, ...of } of sent)
    add(municipalityId, of, { channel, on: day(at)!, reply }, { on: day(repliedAt), restsUntil });
  for (const { municipalityId, channel, on, reply, repliedOn, ...of } of touched)
    add(municipalityId, of, { channel, on, reply }, { on: repliedOn, restsUntil: null });
  for (const list of found.values()) {
    for (const trace of list) trace.reachedOn.sort();
    list.sort((a, b) => ((a.reachedOn[0] ?? '') < (b.reachedOn[0] ?? '') ? 1 : -1));
  }
  return found;
}

/** Municipalities of these recipients. */
export async function placesOfRecipients(db: Reader | Tx, recipientIds: string[]): Promise<string[]> {
  if (!recipientIds.length) return [];
  const rows = await db
    .selectDistinct({ id: campaignRecipient.municipalityId })
    .from(campaignRecipient)
    .where(inArray(campaignRecipient.id, recipientIds));
  return rows.map(({ id }) => id);
}
