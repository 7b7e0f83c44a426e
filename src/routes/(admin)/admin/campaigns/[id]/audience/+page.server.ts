import { CAMPAIGN_CHANNELS } from '$lib/domain/outreach/campaign-kinds';
import { readCampaignFilter, writeCampaignFilter } from '$lib/domain/outreach/campaign-population';
import { CONTACT_ROLES } from '$lib/domain/outreach/contact-kinds';
import { getLocale } from '$lib/paraglide/runtime.js';
import { readPopulation, saveCampaign } from '$lib/server/outreach/campaign-service';
import { readCampaign } from '$lib/server/outreach/campaign-step-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail, redirect } from '@sveltejs/kit';
import { needNetwork, pageOf } from '../../../../need';
import { orError } from '../../../../or-error';
import { ROLES } from '../../roles';

const SIZE = 50;

/** The choice in the address; without one, the campaign's own. */
function choiceIn(address: URLSearchParams) {
  if (!address.has('chosen')) return null;
  return {
    filter: readCampaignFilter(address),
    channels: CAMPAIGN_CHANNELS.filter((channel) => address.getAll('channel').includes(channel)),
    roles: CONTACT_ROLES.filter((role) => address.getAll('role').includes(role))
  };
}

export const load = async (event) => {
  const { networkId, networkName } = needNetwork(event, ROLES);
  const { app, actor } = event.locals;
  const { campaign } = orError(await readCampaign(app, actor, { campaignId: event.params.id }));
  if (campaign.state !== 'draft') redirect(303, `/admin/campaigns/${campaign.id}?network=${networkId}`);
  const { filter, channels, roles, id, name, version } = campaign;
  const choice = choiceIn(event.url.searchParams) ?? { filter, channels, roles };
  const same =
    writeCampaignFilter(choice.filter).toString() === writeCampaignFilter(filter).toString() &&
    String(choice.channels) === String(channels) &&
    String(choice.roles) === String(roles);
  const read = await readPopulation(app, actor, { networkId, ...choice });
  const { offset, limit } = pageOf(event.url, SIZE);
  // a wrong code refuses the choice: the counties to choose from are shown all the same
  const all = read.ok
    ? read.value.places
    : orError(
        await readPopulation(app, actor, {
          networkId,
          channels: [],
          roles: [],
          filter: readCampaignFilter(new URLSearchParams())
        })
      ).places;
  const counties = new Map(
    all.flatMap((place) => (place.countyCode ? [[place.countyCode, place.countyName]] : [])) as [
      string,
      string | null
    ][]
  );
  const nameOf = new Map(all.map((place) => [place.id, place.name]));
  return {
    ...{ networkId, networkName, choice, saved: same, total: all.length, campaign: { id, name, version } },
    problems: read.ok ? [] : read.problems,
    counties: [...counties]
      .map(([value, label]) => ({ value, label: label ?? value }))
      .sort((a, b) => a.label.localeCompare(b.label, getLocale())),
    chosen: read.ok
      ? read.value.chosen.map(({ code, name, level, lastContactOn }) => ({ code, name, level, lastContactOn }))
      : [],
    ...{ size: SIZE, addressed: read.ok ? read.value.addressees.length : 0 },
    addressees: read.ok
      ? read.value.addressees
          .slice(offset, offset + limit)
          .map((row) => ({ ...row, municipality: nameOf.get(row.municipalityId) ?? '' }))
      : [],
    toCall: read.ok
      ? read.value.toCall.map((row) => ({ ...row, municipality: nameOf.get(row.municipalityId) ?? '' }))
      : [],
    leftOut: read.ok
      ? read.value.leftOut.map((row) => ({ ...row, municipality: nameOf.get(row.municipalityId) ?? '' }))
      : []
  };
};

export const actions = {
  save: async (event) => {
    const { networkId } = needNetwork(event, ROLES);
    const { version, choice = '' } = readForm(await event.request.formData());
    const given = choiceIn(new URLSearchParams(choice));
    if (!given) redirect(303, event.url.pathname);
    const saved = await saveCampaign(event.locals.app, event.locals.actor, {
      ...{ campaignId: event.params.id, version: Number(version), ...given }
    });
    if (!saved.ok) return fail(statusOf(saved.problems), { problems: saved.problems });
    redirect(303, `/admin/campaigns/${event.params.id}?network=${networkId}`);
  }
};
