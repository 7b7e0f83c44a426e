import * as z from 'zod/mini';
import type { Actor, MemberRole } from '$lib/domain/identity/actor';
import { id, role } from '$lib/domain/identity/inputs';
import { authorize, type Permission } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { endAllSessions } from '../auth/sessions';
import { momentWords } from '../mail/mail-words';
import { queueMail } from '../mail/queue-mail';
import { renderMail } from '../mail/render-mail';
import { change, type ChangeContext } from '../shared/change';
import { publicOrigin } from '../shared/origin';
import { today } from '../shared/today';
import { municipalitiesWithoutOfficer, pageOfPeople, type PersonState } from './people-repository';
import {
  activePeopleIn,
  findMembership,
  findPerson,
  membershipsOf,
  type PersonRow,
  updateMembership,
  updatePerson
} from './repository';

const listInput = z.object({
  networkId: id,
  role: z.optional(z.nullable(role)),
  state: z.optional(z.nullable(z.enum(['active', 'disabled', 'former']))),
  search: z.optional(z.string().check(z.maxLength(100))),
  offset: z.optional(z.number().check(z.int(), z.nonnegative())),
  limit: z.optional(z.number().check(z.int(), z.positive(), z.maximum(500)))
});

export interface PersonListed {
  id: string;
  name: string;
  email: string;
  state: PersonState;
  secondFactor: boolean;
  /** In this network, active ones, or all where the person is not active. */
  memberships: {
    id: string;
    role: MemberRole;
    municipalityId: string | null;
    municipalityName: string | null;
    endedAt: Date | null;
  }[];
}

export async function listPeople(
  app: App,
  actor: Actor,
  input: z.input<typeof listInput>
): Promise<Result<{ people: PersonListed[]; total: number }>> {
  const refused = authorize(actor, 'person:list');
  if (refused) return refused;
  const given = check(listInput, input);
  if (!given.ok) return given;
  const { networkId, search = '', offset = 0, limit = 50 } = given.value;
  const forbidden = authorize(actor, 'person:list', { networkId });
  if (forbidden) return forbidden;
  const filter = {
    networkId,
    role: given.value.role ?? null,
    state: given.value.state ?? null,
    search: search.trim(),
    offset,
    limit
  };
  const { people, memberships, total } = await pageOfPeople(app.db.read, filter);
  const listed = people.map((person) => {
    const all = memberships.filter((m) => m.membership.personId === person.id);
    const active = all.filter((m) => !m.membership.endedAt);
    const state: PersonState = person.disabledAt ? 'disabled' : active.length ? 'active' : 'former';
    const shown = (active.length ? active : all).map(({ membership: m, municipalityName }) => ({
      id: m.id,
      role: m.role,
      municipalityId: m.municipalityId,
      municipalityName,
      endedAt: m.endedAt
    }));
    return {
      id: person.id,
      name: person.name,
      email: person.email,
      state,
      secondFactor: person.totpConfirmedAt !== null,
      memberships: shown
    };
  });
  return ok({ people: listed, total });
}

const networkInput = z.object({ networkId: id });

export type MunicipalityWithoutOfficer = Awaited<ReturnType<typeof municipalitiesWithoutOfficer>>[number];

/** Where nobody answers: never had an officer, or the last one left or was disabled. */
export async function listMunicipalitiesWithoutOfficer(
  app: App,
  actor: Actor,
  input: z.input<typeof networkInput>
): Promise<Result<MunicipalityWithoutOfficer[]>> {
  const refused = authorize(actor, 'person:list');
  if (refused) return refused;
  const given = check(networkInput, input);
  if (!given.ok) return given;
  const forbidden = authorize(actor, 'person:list', given.value);
  if (forbidden) return forbidden;
  return ok(await municipalitiesWithoutOfficer(app.db.read, given.value.networkId, app.now(), today(app)));
}

const personInput = z.object({ networkId: id, personId: id });

/** A person who belongs, or belonged, to a network that the actor administers, and now to no other network. */
async function findMine(
  app: App,
  actor: Actor,
  permission: Permission,
  input: unknown
): Promise<Result<{ person: PersonRow; networkId: string }>> {
  const given = check(personInput, input);
  if (!given.ok) return given;
  const { networkId, personId } = given.value;
  const forbidden = authorize(actor, permission, { networkId });
  if (forbidden) return forbidden;
  const [person, memberships] = [await findPerson(app.db.read, personId), await membershipsOf(app.db.read, personId)];
  if (!person || !memberships.some((m) => m.networkId === networkId))
    return refuse('not-found', 'personId', 'This person is not in your network - look at the list again.');
  // an administrator of one network does not decide about another; the operator does
  const elsewhere = memberships.some((m) => m.networkId !== networkId && !m.endedAt);
  if (elsewhere && actor.kind === 'person') {
    return refuse(
      'member-elsewhere',
      'personId',
      'This person also works in another network - end the membership in yours instead.'
    );
  }
  return ok({ person, networkId });
}

async function keepsAnAdministrator(context: ChangeContext, networkId: string, without: string): Promise<Result<null>> {
  const administrators = await activePeopleIn(context.tx, networkId, ['administrator']);
  if (administrators.some((a) => a.id !== without) || !administrators.some((a) => a.id === without)) return ok(null);
  return refuse(
    'last-administrator',
    'personId',
    'This is the last administrator of the network - make somebody else administrator first.'
  );
}

/** Switches an account off: every session ends at once, memberships stay for the day it is switched on again. */
export async function disablePerson(app: App, actor: Actor, input: z.input<typeof personInput>): Promise<Result<null>> {
  const refused = authorize(actor, 'person:disable');
  if (refused) return refused;
  const mine = await findMine(app, actor, 'person:disable', input);
  if (!mine.ok) return mine;
  const { person, networkId } = mine.value;
  return change(app, actor, { action: 'person:disable', networkId, subject: person.id }, async (context) => {
    const enough = await keepsAnAdministrator(context, networkId, person.id);
    if (!enough.ok) return enough;
    await updatePerson(context.tx, person.id, { disabledAt: context.now });
    await endAllSessions(app, person.id, undefined, context.tx);
    return ok(null);
  });
}

export async function enablePerson(app: App, actor: Actor, input: z.input<typeof personInput>): Promise<Result<null>> {
  const refused = authorize(actor, 'person:disable');
  if (refused) return refused;
  const mine = await findMine(app, actor, 'person:disable', input);
  if (!mine.ok) return mine;
  const { person, networkId } = mine.value;
  return change(app, actor, { action: 'person:enable', networkId, subject: person.id }, async ({ tx }) => {
    await updatePerson(tx, person.id, { disabledAt: null });
    return ok(null);
  });
}

/** For somebody who lost the phone with the authenticator app. They are told by mail, in case it was not them who asked. */
export async function resetSecondFactor(
  app: App,
  actor: Actor,
  input: z.input<typeof personInput>
): Promise<Result<null>> {
  const refused = authorize(actor, 'person:disable');
  if (refused) return refused;
  const mine = await findMine(app, actor, 'person:disable', input);
  if (!mine.ok) return mine;
  const { person, networkId } = mine.value;
  return change(
    app,
    actor,
    { action: 'person:reset-second-factor', networkId, subject: person.id },
    async ({ tx, now }) => {
      await updatePerson(tx, person.id, { totpSecret: null, totpConfirmedAt: null, totpCounter: null });
      await endAllSessions(app, person.id, undefined, tx);
      const letter = renderMail(person.locale, 'second-factor-off', {
        when: momentWords(person.locale, now),
        link: publicOrigin(app.env)
      });
      await queueMail(tx, app, { networkId, recipient: person.email, ...letter });
      return ok(null);
    }
  );
}

const endInput = z.object({ membershipId: id });

/** Takes a role away; for an officer this is a hand-over to nobody yet: whoever joins next takes the work over. */
export async function endMembership(app: App, actor: Actor, input: z.input<typeof endInput>): Promise<Result<null>> {
  const refused = authorize(actor, 'person:disable');
  if (refused) return refused;
  const given = check(endInput, input);
  if (!given.ok) return given;
  const row = await findMembership(app.db.read, given.value.membershipId);
  if (!row) return refuse('not-found', 'membershipId', 'This membership does not exist - look at the list again.');
  const forbidden = authorize(actor, 'person:disable', { networkId: row.networkId });
  if (forbidden) return forbidden;
  return change(
    app,
    actor,
    { action: 'membership:end', networkId: row.networkId, subject: row.id },
    async (context) => {
      if (row.role === 'administrator') {
        const enough = await keepsAnAdministrator(context, row.networkId, row.personId);
        if (!enough.ok) return enough;
      }
      await updateMembership(context.tx, row.id, { endedAt: row.endedAt ?? context.now });
      await endAllSessions(app, row.personId, undefined, context.tx);
      await context.feed('person', row.personId, row.municipalityId);
      return ok(null);
    }
  );
}
