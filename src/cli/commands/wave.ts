import type { Publish } from '$lib/domain/assessment/wave';
import { OPERATOR } from '$lib/domain/identity/actor';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import { closeWave, listNetworkWaves, openWave } from '$lib/server/assessment/service';
import { defineCommand, needApp } from '../command';
import { findGivenNetwork, networkOption } from '../find-network';

const given = (value: unknown) => (typeof value === 'string' ? value : null);

/** Checked with the rest of the wave; left out, it is sums only. */
const publishOf = (value: unknown) => (typeof value === 'string' ? { publish: value as Publish } : {});

interface Opening {
  network: string | null;
  wave: { name: string; opensOn: string; closesOn: string; publish?: Publish };
  model: string | undefined;
}

export const waveOpenCommand = defineCommand<Opening, { waveId: string; invited: number }>({
  name: 'wave open',
  summary: 'Open a wave: every municipality of the network can answer',
  options: {
    network: networkOption,
    name: { type: 'string', about: 'What people call it, e.g. "2027"', required: true },
    opens: { type: 'string', value: 'DATE', about: 'First day, e.g. 2027-01-15', required: true },
    closes: { type: 'string', value: 'DATE', about: 'Last day, e.g. 2027-03-31', required: true },
    publish: {
      type: 'string',
      about: 'What will be published: named, aggregates (without this) or chosen; never changes'
    },
    model: { type: 'string', value: 'ID@VERSION', about: 'Maturity model; without this the newest of the network' }
  },
  positionals: [],
  access: 'write',
  prepare: ({ options }) =>
    ok({
      network: given(options.network),
      wave: {
        name: String(options.name),
        opensOn: String(options.opens),
        closesOn: String(options.closes),
        ...publishOf(options.publish)
      },
      model: given(options.model) ?? undefined
    }),
  async run(app, { network, wave, model }) {
    const found = await findGivenNetwork(needApp(app), network);
    return found.ok ? openWave(needApp(app), OPERATOR, { networkId: found.value.id, wave, model }) : found;
  },
  print: ({ waveId, invited }) => `Wave ${waveId} is open for ${invited} municipalities`,
  examples: ['wave open --name 2027 --opens 2027-01-15 --closes 2027-03-31']
});

export const waveCloseCommand = defineCommand<
  { network: string | null; wave: string | null },
  { waveId: string; name: string }
>({
  name: 'wave close',
  summary: 'Close a wave: nothing in it changes from then on',
  options: { network: networkOption },
  positionals: [{ name: 'WAVE', about: 'Its id or name; without it the one that is open', optional: true }],
  access: 'write',
  prepare: ({ options, positionals }) => ok({ network: given(options.network), wave: positionals[0] ?? null }),
  async run(app, { network, wave }) {
    const found = await findGivenNetwork(needApp(app), network);
    if (!found.ok) return found;
    const waves = await listNetworkWaves(needApp(app), OPERATOR, { networkId: found.value.id });
    if (!waves.ok) return waves;
    const chosen = waves.value.find(({ id, name, closedAt }) =>
      wave === null ? closedAt === null : id === wave || name === wave
    );
    if (!chosen)
      return refuse(
        'wave-unknown',
        'WAVE',
        wave === null ? 'No wave is open.' : `There is no wave "${wave}" - "waymark wave list" shows those there are.`
      );
    const closed = await closeWave(needApp(app), OPERATOR, { waveId: chosen.id });
    return closed.ok ? ok({ waveId: chosen.id, name: chosen.name }) : closed;
  },
  print: ({ name }) => `Wave "${name}" is closed`
});

interface Listed {
  waves: {
    id: string;
    name: string;
    model: string;
    opensOn: string;
    closesOn: string;
    closed: boolean;
    municipalities: number;
    started: number;
    submitted: number;
  }[];
}

export const waveListCommand = defineCommand<{ network: string | null }, Listed>({
  name: 'wave list',
  summary: 'List the waves of a network, with how far its municipalities are',
  options: { network: networkOption },
  positionals: [],
  access: 'read',
  prepare: ({ options }) => ok({ network: given(options.network) }),
  async run(app, { network }): Promise<Result<Listed>> {
    const found = await findGivenNetwork(needApp(app), network);
    if (!found.ok) return found;
    const waves = await listNetworkWaves(needApp(app), OPERATOR, { networkId: found.value.id });
    if (!waves.ok) return waves;
    return ok({
      waves: waves.value.map(
        ({ id, name, modelId, modelVersion, opensAt, closesAt, closedAt, municipalities, started, submitted }) => ({
          id,
          name,
          model: `${modelId}@${modelVersion}`,
          opensOn: opensAt.toISOString().slice(0, 10),
          closesOn: closesAt.toISOString().slice(0, 10),
          closed: closedAt !== null,
          municipalities,
          started,
          submitted
        })
      )
    });
  },
  print: ({ waves }) =>
    waves.length
      ? waves
          .map(
            (w) =>
              `${w.name.padEnd(20)} ${w.opensOn} to ${w.closesOn}  ${w.closed ? 'closed' : 'open  '}  ${w.submitted} of ${w.municipalities} submitted, ${w.started} started  ${w.id}`
          )
          .join('\n')
      : 'No waves yet'
});
