import { actorId, type Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { RetentionRules } from '$lib/domain/outreach/retention';
import { ok, type Problem, refuseAll, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change } from '../shared/change';
import { today } from '../shared/today';
import { type Going, goingFrom } from './going-contacts';
import { findRules, writeRules } from './retention-repository';

/** Contacts that are shown as the next to go. */
const SHOWN = 20;

export interface Retention extends RetentionRules {
  /** The first to go, soonest first. */
  next: Going[];
  /** How many go within 30 days, and are due already. */
  soon: number;
  due: number;
}

export async function readRetention(app: App, actor: Actor, input: { networkId: string }): Promise<Result<Retention>> {
  const refused = authorize(actor, 'contact:edit') ?? authorize(actor, 'contact:edit', input);
  if (refused) return refused;
  const rules = await findRules(app.db.read, input.networkId);
  const going = await goingFrom(app, input.networkId, rules);
  const day = today(app);
  const inMonth = new Date(app.now().getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
  return ok({
    untouchedMonths: rules?.untouchedMonths ?? null,
    optedOutMonths: rules?.optedOutMonths ?? null,
    next: going.slice(0, SHOWN),
    soon: going.filter(({ on }) => on <= inMonth).length,
    due: going.filter(({ on }) => on <= day).length
  });
}

/** How long the network keeps contacts. Administrators decide: it takes people away from everybody's list. */
export async function setRetention(
  app: App,
  actor: Actor,
  input: { networkId: string } & RetentionRules
): Promise<Result<null>> {
  const refused =
    authorize(actor, 'network:administer') ?? authorize(actor, 'network:administer', { networkId: input.networkId });
  if (refused) return refused;
  const { networkId, untouchedMonths, optedOutMonths } = input;
  const problems = [
    ...monthsProblem('untouchedMonths', untouchedMonths, 6),
    ...monthsProblem('optedOutMonths', optedOutMonths, 1)
  ];
  if (problems.length) return refuseAll(problems);
  return change(app, actor, { action: 'contact:retention', networkId, subject: networkId }, async ({ tx, now }) => {
    await writeRules(tx, { networkId, untouchedMonths, optedOutMonths, updatedAt: now, updatedBy: actorId(actor) });
    return ok(null);
  });
}

const LONGEST = 120;

function monthsProblem(path: string, value: unknown, least: number): Problem[] {
  if (value === null || (Number.isInteger(value) && Number(value) >= least && Number(value) <= LONGEST)) return [];
  const message = `Months must be a whole number from ${least} to ${LONGEST}, or null for ever - got "${String(value)}".`;
  return [{ code: 'months-invalid', path, message, facts: { least, most: LONGEST } }];
}
