import { OPERATOR } from '$lib/domain/identity/actor';
import { ok } from '$lib/domain/shared/result';
import { setTimeZone } from '$lib/server/identity/network-service';
import { defineCommand, needApp } from '../command';
import { findGivenNetwork, networkOption } from '../find-network';

export const networkZoneCommand = defineCommand<{ network: string | null; timeZone: string }, { timeZone: string }>({
  name: 'network zone',
  summary: 'Set the time zone in which a network plans its meetings',
  options: {
    network: networkOption,
    zone: { type: 'string', value: 'NAME', about: 'IANA name, e.g. Europe/Stockholm', required: true }
  },
  positionals: [],
  access: 'write',
  prepare: ({ options }) =>
    ok({
      network: typeof options.network === 'string' ? options.network : null,
      timeZone: String(options.zone)
    }),
  async run(app, { network, timeZone }) {
    const found = await findGivenNetwork(needApp(app), network);
    return found.ok ? setTimeZone(needApp(app), OPERATOR, { networkId: found.value.id, timeZone }) : found;
  },
  print: ({ timeZone }) => `Meetings are planned in ${timeZone}`
});
