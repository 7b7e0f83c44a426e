import type { Actor } from '$lib/domain/identity/actor';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { pageOfMail } from '../mail/repository';

// Open to everybody, and only in the demo: it has no mail server and nobody's real address.

export interface DemoMail {
  id: string;
  recipient: string;
  subject: string;
  body: string;
  createdAt: Date;
}

/** Outgoing mail with its text, newest first; refused unless WAYMARK_DEMO=1. */
export async function listDemoMail(app: App, _actor: Actor, _input: object): Promise<Result<DemoMail[]>> {
  if (app.env.WAYMARK_DEMO !== '1') return refuse('not-a-demo', '', 'Outgoing mail is shown in the demo only.');
  const { rows } = await pageOfMail(app.db.read, null, 0, 50);
  return ok(rows.map(({ id, recipient, subject, body, createdAt }) => ({ id, recipient, subject, body, createdAt })));
}
