import { refuse, type Problem, type Result, ok } from '$lib/domain/shared/result';
import type { App } from '../app';
import { newSixDigits, sameHash, sha256 } from '../auth/secrets';
import { deleteMail } from '../mail/repository';
import { queueMail } from '../mail/queue-mail';
import { renderMail } from '../mail/render-mail';
import type { Locale } from '$lib/domain/shared/locale';
import type { ChangeContext } from '../shared/change';
import { type CodeRow, findCode, insertCode, updateCode } from './code-repository';

const CODE_MINUTES = 15;
const MAX_ATTEMPTS = 5;

interface Wanted {
  purpose: 'sign-in' | 'invitation';
  subjectId: string | null;
  email: string;
  locale: Locale;
  networkId: string | null;
  /** False for an address nobody has: the same statements, and no mail. */
  deliver: boolean;
}

/** Makes a code and queues its mail. Only the hash stays, mixed with the row's id. */
export async function sendCode(app: App, context: ChangeContext, wanted: Wanted): Promise<string> {
  const { purpose, subjectId, email } = wanted;
  const [id, code] = [app.newId(), newSixDigits()];
  const expiresAt = new Date(context.now.getTime() + CODE_MINUTES * 60_000);
  await insertCode(context.tx, {
    id,
    purpose,
    subjectId,
    email,
    codeHash: sha256(`${id}:${code}`),
    createdAt: context.now,
    expiresAt,
    attempts: 0,
    usedAt: null
  });
  const letter = renderMail(wanted.locale, 'code', { code, minutes: String(CODE_MINUTES) });
  const mailId = await queueMail(context.tx, app, {
    networkId: wanted.networkId,
    recipient: email,
    ...letter,
    expiresAt
  });
  // an unknown address costs the same work, so that the time of the answer tells nothing
  await deleteMail(context.tx, wanted.deliver ? '' : mailId);
  return id;
}

export const codeEnded = () =>
  refuse('code-ended', 'code', 'This code has ended, was used or was tried too often - ask for a new one.');
export const codeWrong = () =>
  refuse('code-wrong', 'code', 'This code is not right - look again at the newest mail, or ask for a new code.');

/**
 * Uses up one attempt of a code. The attempt must be saved even when the code is wrong, so the refusal is a value
 * inside an accepted change.
 */
export async function tryCode(
  context: ChangeContext,
  requestId: string,
  purpose: CodeRow['purpose'],
  secret: string
): Promise<Result<CodeRow>> {
  const row = await findCode(context.tx, requestId);
  if (!row || row.purpose !== purpose || row.usedAt || row.expiresAt <= context.now || row.attempts >= MAX_ATTEMPTS)
    return codeEnded();
  await updateCode(context.tx, row.id, { attempts: row.attempts + 1 });
  const hash = purpose === 'second-factor' ? sha256(secret) : sha256(`${row.id}:${secret}`);
  return sameHash(hash, row.codeHash) ? ok(row) : codeWrong();
}

/** Turns a refusal inside an accepted change into the answer. */
export function settle<T>(result: Result<Result<T>>): Result<T> {
  return result.ok ? result.value : result;
}

export type Refusal = { ok: false; problems: Problem[] };
