import type { SessionContent } from '$lib/domain/sync/field-records';
import type { Loader } from '../sync/loader';
import { earlierOf, remarksSeen, type SessionRow, sessionsSeen } from './session-repository';

export const contentOf = ({
  heldOn,
  form,
  participants,
  done,
  nextSteps,
  nextOn
}: Pick<SessionRow, keyof SessionContent>): SessionContent => ({ heldOn, form, participants, done, nextSteps, nextOn });

/** Both municipalities' officers and the network's coordinators; nobody else. */
export const sessionLoaders = {
  async session(app, sight, ids) {
    const rows = await sessionsSeen(app.db.read, sight, ids);
    const earlier = new Map<string, (SessionContent & { until: string })[]>();
    for (const { sessionId, content, until } of await earlierOf(
      app.db.read,
      rows.map(({ session }) => session.id)
    ))
      earlier.set(sessionId, [...(earlier.get(sessionId) ?? []), { ...content, until: until.toISOString() }]);
    return rows.map(({ session, pairing: { menteeId, mentorId, dimension }, authorName }) => ({
      entity: 'session',
      id: session.id,
      data: {
        id: session.id,
        pairingId: session.pairingId,
        menteeId,
        mentorId,
        dimension,
        ...contentOf(session),
        createdBy: session.createdBy,
        authorName: authorName ?? '',
        createdAt: session.createdAt.toISOString(),
        earlier: earlier.get(session.id) ?? [],
        version: session.version
      }
    }));
  },

  async remark(app, sight, ids) {
    const rows = await remarksSeen(app.db.read, sight, ids);
    return rows.map(({ remark: { id, sessionId, text, createdBy, createdAt }, authorName }) => ({
      entity: 'remark',
      id,
      data: { id, sessionId, text, createdBy, authorName: authorName ?? '', createdAt: createdAt.toISOString() }
    }));
  }
} satisfies Record<'session' | 'remark', Loader>;
