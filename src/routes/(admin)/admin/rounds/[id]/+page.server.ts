import { countInvitations, INVITATION_STATES, readInvitation } from '$lib/domain/mentoring/invitation-state';
import { WISHES_STATES } from '$lib/domain/mentoring/wishes-state';
import type { Problem } from '$lib/domain/shared/result';
import { LANE_FILTERS } from '$lib/client/screens/rounds/shown-lanes';
import { readRoundWishes } from '$lib/server/mentoring/board-service';
import {
  closeRound,
  collectAgain,
  computeRound,
  discardRound,
  publishRound
} from '$lib/server/mentoring/round-service';
import { readRound, type RoundShown } from '$lib/server/mentoring/service';
import { readModel } from '$lib/server/model/public-service';
import { currentModel } from '$lib/server/model/service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { today } from '$lib/server/shared/today';
import { getLocale } from '$lib/paraglide/runtime.js';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { needNetwork, pageOf } from '../../../need';
import { orError } from '../../../or-error';
import { filterInvitations, filterWishes } from './filter-rows';
import { shapeInvitations } from './shape-invitations';

const ROLES = ['coordinator', 'administrator'] as const;
const ROWS = 50;

export const load = async (event) => {
  const { networkId } = needNetwork(event, ROLES);
  const { url } = event;
  const { app, actor } = event.locals;
  const shown = orError(await readRound(app, actor, { roundId: event.params.id }));
  const { id, name, state, collectUntil, total, bound, proven, objective, blocking, publishedAt, closedAt } =
    shown.round;
  const model = orError(await currentModel(app, actor, { networkId }));
  const { text } = orError(await readModel(app, actor, { ...model, locale: getLocale() }));
  const chosen = <T extends string>(parameter: string, allowed: readonly T[]) =>
    allowed.find((value) => value === url.searchParams.get(parameter)) ?? null;
  return {
    networkId,
    size: ROWS,
    today: today(app),
    without: state === 'published' ? shown.without : [],
    round: {
      ...{ id, name, state, collectUntil, total, bound, proven, objective, publishedAt, closedAt },
      blocking: blocking.length,
      pairs: shown.pairings.length
    },
    themes: Object.fromEntries(Object.entries(text.dimensions).map(([theme, said]) => [theme, said.name])),
    asked: url.searchParams.get('asked') === null ? null : Number(url.searchParams.get('asked')),
    filter: {
      q: url.searchParams.get('q') ?? '',
      theme: chosen('theme', Object.keys(text.dimensions)) ?? '',
      show: chosen('show', LANE_FILTERS) ?? ('all' as const)
    },
    wishes: state === 'collecting' ? await wishesOf(event, chosen('said', WISHES_STATES)) : null,
    invitations:
      state === 'published' || state === 'closed'
        ? invitationsOf(shown, event, chosen('state', INVITATION_STATES))
        : null
  };
};

async function wishesOf(event: Asking, said: (typeof WISHES_STATES)[number] | null) {
  const { locals, params, url } = event;
  const { municipalities } = orError(await readRoundWishes(locals.app, locals.actor, { roundId: params.id }));
  const found = filterWishes(municipalities, { said, q: url.searchParams.get('q') });
  const { offset, limit } = pageOf(url, ROWS);
  return {
    said,
    counts: Object.fromEntries(
      WISHES_STATES.map((state) => [state, municipalities.filter((one) => one.said === state).length])
    ) as Record<(typeof WISHES_STATES)[number], number>,
    total: municipalities.length,
    found: found.length,
    rows: found.slice(offset, offset + limit)
  };
}

function invitationsOf(shown: RoundShown, event: Asking, state: (typeof INVITATION_STATES)[number] | null) {
  const { app } = event.locals;
  const rows = shapeInvitations(shown, app.now());
  const found = filterInvitations(rows, { state, q: event.url.searchParams.get('q') });
  const { offset, limit } = pageOf(event.url, ROWS);
  return {
    state,
    counts: countInvitations(shown.pairings.map((row) => readInvitation(row, app.now()).state)),
    total: rows.length,
    found: found.length,
    rows: found.slice(offset, offset + limit)
  };
}

type Asking = Pick<RequestEvent<{ id: string }>, 'locals' | 'params' | 'url'>;

interface Answered {
  computed?: number;
  collecting?: boolean;
  problems?: Problem[];
}
const refused = (problems: Problem[]) => fail(statusOf(problems), { problems } as Answered);

export const actions = {
  compute: async (event) => {
    needNetwork(event, ROLES);
    const { app, actor } = event.locals;
    const result = await computeRound(app, actor, { roundId: event.params.id, computedAt: null });
    return result.ok ? ({ computed: result.value.pairs } as Answered) : refused(result.problems);
  },
  publish: async (event) => {
    needNetwork(event, ROLES);
    const result = await publishRound(event.locals.app, event.locals.actor, { roundId: event.params.id });
    return result.ok ? ({} as Answered) : refused(result.problems);
  },
  collect: async (event) => {
    needNetwork(event, ROLES);
    const { collectUntil = '' } = readForm(await event.request.formData());
    const given = { roundId: event.params.id, collectUntil };
    const result = await collectAgain(event.locals.app, event.locals.actor, given);
    return result.ok ? ({ collecting: true } as Answered) : refused(result.problems);
  },
  close: async (event) => {
    needNetwork(event, ROLES);
    const result = await closeRound(event.locals.app, event.locals.actor, { roundId: event.params.id });
    return result.ok ? ({} as Answered) : refused(result.problems);
  },
  discard: async (event) => {
    const { networkId } = needNetwork(event, ROLES);
    const result = await discardRound(event.locals.app, event.locals.actor, { roundId: event.params.id });
    if (!result.ok) return refused(result.problems);
    redirect(303, `/admin/rounds?network=${networkId}`);
  }
};
