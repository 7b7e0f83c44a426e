import { writeFileSync } from 'node:fs';
import { request } from '@playwright/test';
import { startServer } from '../support/server';
import { PASSWORD, prepareDemo, type PreparedSession, SESSIONS } from './fixtures';

const PEOPLE = ['admin', 'coordinator', 'analyst', 'officer', 'colleague', 'mentor'].map((who) => `${who}@example.org`);
/** Of each person: two devices of one person have a session each. */
const EACH = 4;

/**
 * Once, before the test files: those that run beside each other must not make it twice. Everybody is signed in by the form's
 * own address a few times, so that a test begins where it has something to test; signing in by hand has tests of its own.
 */
export default async function prepare(): Promise<void> {
  const server = await startServer(prepareDemo(), { WAYMARK_DEMO: '1' });
  const sessions: Record<string, PreparedSession[]> = {};
  for (const email of PEOPLE) {
    sessions[email] = [];
    for (let i = 0; i < EACH; i++) {
      const api = await request.newContext({ baseURL: server.origin, extraHTTPHeaders: { origin: server.origin } });
      await api.post('/sign-in?/password', { form: { email, password: PASSWORD }, maxRedirects: 0 });
      sessions[email].push((await api.storageState()).cookies);
      await api.dispose();
    }
  }
  await server.stop();
  writeFileSync(SESSIONS, JSON.stringify(sessions));
}
