import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import { id } from '$lib/domain/identity/inputs';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import { ok, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { pageOfMail } from '../mail/repository';
import { pageOfAudit } from './people-repository';

const page = {
  offset: z.optional(z.number().check(z.int(), z.nonnegative())),
  limit: z.optional(z.number().check(z.int(), z.positive(), z.maximum(200)))
};
const auditInput = z.object({
  networkId: id,
  /** The beginning of an action, as `invitation:`. */
  action: z.optional(z.nullable(z.string().check(z.maxLength(60)))),
  actor: z.optional(z.nullable(z.string().check(z.maxLength(60)))),
  ...page
});

export interface AuditEntry {
  id: string;
  at: Date;
  actor: string;
  action: string;
  subject: string | null;
}

/** Who did what when, newest first: ids only. */
export async function readAuditLog(
  app: App,
  actor: Actor,
  input: z.input<typeof auditInput>
): Promise<Result<{ entries: AuditEntry[]; total: number }>> {
  const refused = authorize(actor, 'audit:read');
  if (refused) return refused;
  const given = check(auditInput, input);
  if (!given.ok) return given;
  const { networkId, offset = 0, limit = 50 } = given.value;
  const forbidden = authorize(actor, 'audit:read', { networkId });
  if (forbidden) return forbidden;
  const filter = { networkId, action: given.value.action ?? null, actor: given.value.actor ?? null, offset, limit };
  const { rows, total } = await pageOfAudit(app.db.read, filter);
  return ok({
    entries: rows.map(({ id: entryId, at, actor: by, action, subject }) => ({
      id: entryId,
      at,
      actor: by,
      action,
      subject
    })),
    total
  });
}

const mailInput = z.object({ networkId: id, ...page });

export interface MailListed {
  id: string;
  recipient: string;
  subject: string;
  createdAt: Date;
  state: 'waiting' | 'sent' | 'given-up';
  attempts: number;
  lastError: string | null;
  nextAttemptAt: Date;
  sentAt: Date | null;
}

/** Outgoing mail of a network. Never its body: it holds codes and links of other people. */
export async function listOutgoingMail(
  app: App,
  actor: Actor,
  input: z.input<typeof mailInput>
): Promise<Result<{ mails: MailListed[]; total: number; server: boolean }>> {
  const refused = authorize(actor, 'mail:read');
  if (refused) return refused;
  const given = check(mailInput, input);
  if (!given.ok) return given;
  const { networkId, offset = 0, limit = 50 } = given.value;
  const forbidden = authorize(actor, 'mail:read', { networkId });
  if (forbidden) return forbidden;
  const { rows, total } = await pageOfMail(app.db.read, [networkId], offset, limit);
  const mails = rows.map(
    ({
      id: mailId,
      recipient,
      subject,
      createdAt,
      attempts,
      lastError,
      nextAttemptAt,
      sentAt,
      failedAt
    }): MailListed => {
      const state = sentAt ? 'sent' : failedAt ? 'given-up' : 'waiting';
      return { id: mailId, recipient, subject, createdAt, state, attempts, lastError, nextAttemptAt, sentAt };
    }
  );
  return ok({ mails, total, server: Boolean(app.env.MAIL_URL) });
}
