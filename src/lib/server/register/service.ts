import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import {
  type County,
  filterRegister,
  listCounties,
  REGISTER_SORTS,
  REGISTER_STATES,
  registerStateOf,
  sortRegister
} from '$lib/domain/register/filter-register';
import type { RegisterFacts } from '$lib/domain/register/types';
import { dayBefore } from '$lib/domain/register/validity';
import { check } from '$lib/domain/shared/check';
import { isoDate } from '$lib/domain/shared/fields';
import { LOCALES } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change } from '../shared/change';
import { today } from '../shared/today';
import { toFacts } from './columns';
import {
  findMunicipality,
  insertSuccession,
  listMunicipalities,
  type MunicipalityRow,
  successionsOf,
  updateMunicipality
} from './repository';

export interface RegisterEntry extends RegisterFacts {
  id: string;
  state: 'valid' | 'ended' | 'coming';
}

export interface RegisterPage {
  /** Those that fit the filter, from `offset`, at most `limit`. */
  entries: RegisterEntry[];
  /** How many fit the filter. */
  total: number;
  /** How many are valid today, whatever the filter. */
  valid: number;
  /** Of those valid today. */
  counties: County[];
}

const listInput = z.object({
  networkId: z.string(),
  text: z.optional(z.string().check(z.maxLength(100))),
  county: z.optional(z.string().check(z.maxLength(200))),
  state: z.optional(z.enum(REGISTER_STATES)),
  sort: z.optional(z.enum(REGISTER_SORTS)),
  descending: z.optional(z.boolean()),
  /** Whose alphabet names are sorted by. */
  language: z.optional(z.enum(LOCALES)),
  offset: z.optional(z.int().check(z.nonnegative())),
  limit: z.optional(z.int().check(z.positive()))
});

/** The network's municipalities that fit a filter, by code unless asked otherwise; without a limit all of them. */
export async function listRegister(
  app: App,
  actor: Actor,
  input: z.input<typeof listInput>
): Promise<Result<RegisterPage>> {
  const refused = authorize(actor, 'register:read', { networkId: input.networkId });
  if (refused) return refused;
  const given = check(listInput, input);
  if (!given.ok) return given;
  const {
    networkId,
    offset = 0,
    limit = Infinity,
    sort = 'code',
    descending = false,
    language = 'en',
    ...filter
  } = given.value;
  const day = today(app);
  const rows = (await listMunicipalities(app.db.read, { networkId, on: 'any' })).map((row): RegisterEntry =>
    toEntry(row, day)
  );
  const valid = rows.filter(({ state }) => state === 'valid');
  const fitting = sortRegister(filterRegister(rows, filter, day), { by: sort, descending }, language);
  return ok({
    entries: fitting.slice(offset, offset + limit),
    total: fitting.length,
    valid: valid.length,
    counties: listCounties(valid)
  });
}

export interface MunicipalityPage {
  municipality: RegisterEntry;
  predecessors: (RegisterEntry & { since: string })[];
  successors: (RegisterEntry & { since: string })[];
}

/** One municipality with those it came from and those that followed it. */
export async function readMunicipality(
  app: App,
  actor: Actor,
  input: { networkId: string; municipalityId: string }
): Promise<Result<MunicipalityPage>> {
  const refused = authorize(actor, 'register:read', { networkId: input.networkId });
  if (refused) return refused;
  const found = await findMunicipality(app.db.read, input.municipalityId);
  if (!found || found.networkId !== input.networkId)
    return refuse('not-found', 'municipalityId', 'This municipality is not in the register.');
  const links = await successionsOf(app.db.read, found.id);
  const day = today(app);
  const others = await listMunicipalities(app.db.read, {
    ids: links.flatMap(({ predecessorId, successorId }) => [predecessorId, successorId])
  });
  const linked = (id: string, since: string) =>
    others.filter((row) => row.id === id).map((row) => ({ ...toEntry(row, day), since }));
  return ok({
    municipality: toEntry(found, day),
    predecessors: links
      .filter((link) => link.successorId === found.id)
      .flatMap((link) => linked(link.predecessorId, link.date)),
    successors: links
      .filter((link) => link.predecessorId === found.id)
      .flatMap((link) => linked(link.successorId, link.date))
  });
}

/** A merger, split or renumbering: the predecessor ends the day before, and those that follow it are named. */
export async function recordSuccession(
  app: App,
  actor: Actor,
  input: { predecessorId: string; successorIds: string[]; date: string }
): Promise<Result<null>> {
  const refused = authorize(actor, 'register:import');
  if (refused) return refused;
  const predecessor = await findMunicipality(app.db.read, input.predecessorId);
  if (!predecessor) return refuse('not-found', 'predecessorId', 'This municipality is not in the register.');
  const { networkId } = predecessor;
  const forbidden = authorize(actor, 'register:import', { networkId });
  if (forbidden) return forbidden;
  if (!check(isoDate, input.date).ok)
    return refuse(
      'date-invalid',
      'date',
      `The first day of the new order is a date like 2027-01-01 - got "${input.date}".`
    );
  const validTo = dayBefore(input.date);
  if (predecessor.validFrom && validTo < predecessor.validFrom) {
    return refuse(
      'date-too-early',
      'date',
      `${predecessor.name} begins on ${predecessor.validFrom} - the new order must begin later than that, got "${input.date}".`
    );
  }
  const wanted = [...new Set(input.successorIds)];
  const successors = await listMunicipalities(app.db.read, { ids: wanted });
  if (
    !wanted.length ||
    successors.length !== wanted.length ||
    successors.some((s) => s.networkId !== networkId || s.id === predecessor.id)
  ) {
    return refuse(
      'municipality-successor-unknown',
      'successorIds',
      'Choose one or more other municipalities of the same network as successors.'
    );
  }
  const over = successors.find((s) => s.validTo !== null && s.validTo < input.date);
  if (over)
    return refuse(
      'successor-ended',
      'successorIds',
      `${over.name} ended on ${over.validTo} and cannot follow - choose one that is valid on ${input.date}.`
    );
  return change(
    app,
    actor,
    { action: 'register:succeed', networkId, subject: predecessor.id },
    async ({ tx, now, feed }) => {
      await updateMunicipality(tx, predecessor.id, { validTo, updatedAt: now });
      for (const successor of successors)
        await insertSuccession(tx, { predecessorId: predecessor.id, successorId: successor.id, date: input.date });
      await feed('municipality', predecessor.id);
      return ok(null);
    }
  );
}

function toEntry(row: MunicipalityRow, day: string): RegisterEntry {
  const facts = toFacts(row);
  return { id: row.id, ...facts, state: registerStateOf(facts, day) };
}
