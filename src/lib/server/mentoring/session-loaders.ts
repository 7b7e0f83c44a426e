import type { SessionContent } from '$lib/domain/sync/field-records';
import type { Change } from '$lib/domain/sync/records';
import { notKept } from '$lib/domain/sync/retention';
import { today } from '../shared/today';
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

const session: Loader = async (app, sight, ids) => {
  const rows = await sessionsSeen(app.db.read, sight, ids);
  const earlier = new Map<string, (SessionContent & { until: string })[]>();
  for (const { sessionId, content, until } of await earlierOf(
    app.db.read,
    rows.map(({ session }) => session.id)
  ))
    earlier.set(sessionId, [...(earlier.get(sessionId) ?? []), { ...content, until: until.toISOString() }]);
  const found = rows.map(({ session, pairing: { menteeId, mentorId, dimension }, authorName }): Change => ({
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
  if (ids) return found;
  const gone = new Set(notKept(found, today(app)).map(({ id }) => id));
  return found.filter(({ id }) => !gone.has(id));
};

/** Both municipalities' officers and the network's coordinators; nobody else. */
export const sessionLoaders = {
  session,

  async remark(app, sight, ids) {
    const rows = await remarksSeen(app.db.read, sight, ids);
    // of everything, those of the sessions that are kept
    const kept = ids ? null : new Set((await session(app, sight, null)).map(({ id }) => id));
    const near = kept ? rows.filter(({ remark }) => kept.has(remark.sessionId)) : rows;
    return near.map(({ remark: { id, sessionId, text, createdBy, createdAt }, authorName }) => ({
      entity: 'remark',
      id,
      data: { id, sessionId, text, createdBy, authorName: authorName ?? '', createdAt: createdAt.toISOString() }
    }));
  }
} satisfies Record<'session' | 'remark', Loader>;
