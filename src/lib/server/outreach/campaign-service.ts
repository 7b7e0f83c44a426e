import * as z from 'zod/mini';
import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { chooseAudience, type Addressee, type LeftOut, type ToCall } from '$lib/domain/outreach/campaign-audience';
import { CAMPAIGN_CHANNELS, SENT_BY } from '$lib/domain/outreach/campaign-kinds';
import {
  type CampaignFilter,
  type CampaignPlace,
  GROUP_CHOICES,
  LEVEL_CHOICES,
  NO_FILTER,
  selectPlaces
} from '$lib/domain/outreach/campaign-population';
import { CONTACT_ROLES } from '$lib/domain/outreach/contact-kinds';
import { SIZE_CLASSES } from '$lib/domain/register/size-class';
import { check } from '$lib/domain/shared/check';
import { isoDate, line } from '$lib/domain/shared/fields';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change } from '../shared/change';
import { newLinkKey } from './campaign-link';
import { type CampaignCounts, countCampaigns } from './campaign-figures-repository';
import {
  type CampaignRow,
  deleteCampaign,
  findCampaign,
  insertCampaign,
  listCampaignRows,
  updateCampaign
} from './campaign-repository';
import { changedElsewhere, findOwnCampaign, notADraft } from './find-own-campaign';
import { gatherContacts, gatherPlaces } from './gather-campaign';

const codes = z.array(z.string().check(z.maxLength(20))).check(z.maxLength(1000));
const filterShape = z.object({
  levels: z.array(z.enum(LEVEL_CHOICES)),
  sizes: z.array(z.enum(SIZE_CLASSES.map(({ id }) => id))),
  counties: codes,
  groups: z.array(z.enum(GROUP_CHOICES)),
  neverReached: z.boolean(),
  lastContactBefore: z.union([isoDate, z.literal('')]),
  targets: codes,
  excluded: codes
});
const money = z.int().check(z.minimum(0), z.maximum(100_000_000));
const shape = z.object({
  name: line(80),
  channels: z.array(z.enum(CAMPAIGN_CHANNELS)).check(z.minLength(1, 'Choose at least one channel')),
  roles: z.array(z.enum(CONTACT_ROLES)),
  filter: filterShape,
  costs: z.partialRecord(z.enum(CAMPAIGN_CHANNELS), money),
  perMinute: z.int().check(z.minimum(1), z.maximum(600)),
  sendBy: z.enum(SENT_BY)
});
export type CampaignInput = z.infer<typeof shape>;

export interface CampaignListed {
  campaign: CampaignRow;
  counts: CampaignCounts;
}

export async function listCampaigns(
  app: App,
  actor: Actor,
  input: { networkId: string }
): Promise<Result<CampaignListed[]>> {
  const refused = authorize(actor, 'campaign:edit', { networkId: input.networkId });
  if (refused) return refused;
  const rows = await listCampaignRows(app.db.read, input.networkId);
  const counts = await countCampaigns(
    app.db.read,
    rows.map(({ id }) => id)
  );
  return ok(rows.map((campaign) => ({ campaign, counts: counts.get(campaign.id)! })));
}

export async function createCampaign(
  app: App,
  actor: Actor,
  input: { networkId: string } & Partial<CampaignInput>
): Promise<Result<{ campaignId: string }>> {
  const { networkId, ...rest } = input;
  const refused = authorize(actor, 'campaign:edit', { networkId });
  if (refused) return refused;
  const given = check(shape, {
    ...{ channels: ['registrar'], roles: [], filter: NO_FILTER, costs: {}, perMinute: 20, sendBy: 'waymark' },
    ...rest
  });
  if (!given.ok) return given;
  const campaignId = app.newId();
  const entry = { action: 'campaign:create', networkId, subject: campaignId };
  return change(app, actor, entry, async ({ tx, now }) => {
    await insertCampaign(tx, {
      ...{ id: campaignId, networkId, ...given.value, state: 'draft', linkKey: newLinkKey(), version: 1 },
      ...{ createdBy: actorId(actor), createdAt: now, updatedAt: now }
    });
    return ok({ campaignId });
  });
}

/** Changes a campaign; once it has been started, only its name, pace and costs. */
export async function saveCampaign(
  app: App,
  actor: Actor,
  input: { campaignId: string; version: number } & Partial<CampaignInput>
): Promise<Result<{ version: number }>> {
  const found = await findOwnCampaign(app, actor, input.campaignId);
  if (!found.ok) return found;
  const { campaignId: id, version, ...rest } = input;
  const { name, channels, roles, filter, costs, perMinute, sendBy } = found.value;
  const given = check(shape, { name, channels, roles, filter, costs, perMinute, sendBy, ...rest });
  if (!given.ok) return given;
  if (found.value.state !== 'draft' && (rest.channels || rest.roles || rest.filter || rest.sendBy)) return notADraft();
  const entry = { action: 'campaign:save', networkId: found.value.networkId, subject: id };
  return change(app, actor, entry, async ({ tx, now }) => {
    const fresh = await findCampaign(tx, id);
    if (fresh?.version !== version) return changedElsewhere();
    await updateCampaign(tx, id, { ...given.value, version: version + 1, updatedAt: now });
    return ok({ version: version + 1 });
  });
}

/** A draft goes without a trace; what was started is history. */
export async function discardCampaign(app: App, actor: Actor, input: { campaignId: string }): Promise<Result<null>> {
  const found = await findOwnCampaign(app, actor, input.campaignId);
  if (!found.ok) return found;
  const { id, networkId } = found.value;
  return change(app, actor, { action: 'campaign:discard', networkId, subject: id }, async ({ tx }) => {
    if ((await findCampaign(tx, id))?.state !== 'draft') return notADraft();
    await deleteCampaign(tx, id);
    return ok(null);
  });
}

export interface Population {
  /** Of the whole network, for the choices and the counts. */
  places: CampaignPlace[];
  chosen: CampaignPlace[];
  addressees: (Addressee & { name: string; email: string })[];
  /** Who prefers a call or a text message to mail. */
  toCall: (ToCall & { name: string; phone: string })[];
  leftOut: (LeftOut & { name: string })[];
}

/** Whom a filter describes today, and who of them can be written to. */
export async function readPopulation(
  app: App,
  actor: Actor,
  input: { networkId: string } & Pick<CampaignInput, 'channels' | 'roles'> & { filter: CampaignFilter }
): Promise<Result<Population>> {
  const refused = authorize(actor, 'campaign:edit', { networkId: input.networkId });
  if (refused) return refused;
  const places = await gatherPlaces(app, input.networkId);
  const chosen = selectPlaces(places, input.filter);
  if (!chosen.ok) return chosen;
  const contacts = await gatherContacts(app, app.db.read, input.networkId, input);
  const { addressees, toCall, leftOut } = chooseAudience(chosen.value, contacts, input);
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  const name = (id: string | null) => (id === null ? '' : (byId.get(id)?.name ?? ''));
  return ok({
    places,
    chosen: chosen.value,
    addressees: addressees.map((a) => ({
      ...a,
      name: name(a.contactId),
      email: byId.get(a.contactId)?.email ?? ''
    })),
    toCall: toCall.map((one) => ({
      ...one,
      name: name(one.contactId),
      phone: byId.get(one.contactId)?.phone ?? ''
    })),
    leftOut: leftOut.map((l) => ({ ...l, name: name(l.contactId) }))
  });
}
