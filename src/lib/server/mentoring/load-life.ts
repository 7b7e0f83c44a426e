import { scoreDimension } from '$lib/domain/assessment/score-dimension';
import type { PairingLife } from '$lib/domain/mentoring/pairing-life';
import type { AnswerSheet } from '$lib/domain/model/types';
import type { App } from '../app';
import { answersOf } from '../assessment/repository';
import { findModel } from '../model/repository';
import { byPairing } from './by-pairing';
import type { Sight } from '../sync/visible';
import { hasBegun } from './own-pairing';
import {
  agendaEntriesOf,
  evaluationsOf,
  goalStatesOf,
  lastSubmitted,
  pairingFilesOf,
  visitsOf
} from './pairing-life-repository';
import type { PairingRow } from './repository';

/**
 * What belongs to each of these pairings, as far as this person may see it: an evaluation is its own side's and the
 * coordinator's, the mentee's plan and level are the two sides' alone.
 */
export async function loadLife(app: App, sight: Sight, rows: readonly PairingRow[]): Promise<Map<string, PairingLife>> {
  const begun = rows.filter(hasBegun);
  const ids = begun.map(({ id }) => id);
  const isOwn = ({ menteeId, mentorId }: PairingRow) => sight.own.includes(menteeId) || sight.own.includes(mentorId);
  const agenda = byPairing(await agendaEntriesOf(app.db.read, ids));
  const visits = byPairing(await visitsOf(app.db.read, ids));
  const files = byPairing(
    (await pairingFilesOf(app.db.read, ids)).map(({ file, addedByName }) => ({ ...file, addedByName }))
  );
  const evaluations = byPairing(await evaluationsOf(app.db.read, ids));
  const states = await goalStatesOf(app.db.read, begun.filter(isOwn));
  const lives = new Map<string, PairingLife>();
  for (const row of begun) {
    const own = isOwn(row);
    lives.set(row.id, {
      agenda: (agenda.get(row.id) ?? []).map(({ id, session, text, done, removed }) => ({
        ...{ id, session, text, done, removed }
      })),
      visits: (visits.get(row.id) ?? []).map(({ id, on, place, purpose, travel, lodging, other, hours, state }) => ({
        ...{ id, on, place, purpose, travel, lodging, other, hours, state }
      })),
      files: (files.get(row.id) ?? []).map(({ id, name, mediaType, size, addedBy, addedByName, addedAt }) => ({
        ...{ id, name, mediaType, size, addedBy },
        ...{ addedByName: addedByName ?? '', addedAt: addedAt.toISOString() }
      })),
      evaluations: (evaluations.get(row.id) ?? [])
        .filter(({ side }) => sight.coordinates || sight.own.includes(side === 'mentee' ? row.menteeId : row.mentorId))
        .map(({ side, helped, goals, worked, missing, again, updatedAt }) => ({
          ...{ side, helped, goals, worked, missing, again, at: updatedAt.toISOString() }
        })),
      goalStates: Object.fromEntries(
        own
          ? row.goals.flatMap((goal) => {
              const state = states.get(`${row.menteeId}/${goal}`);
              return state ? [[goal, state]] : [];
            })
          : []
      ),
      levelNow: own ? await levelSince(app, row) : null
    });
  }
  return lives;
}

/** By the mentee's last submitted assessment, where it is later than the start: drafts stay where they are. */
async function levelSince(app: App, row: PairingRow): Promise<number | null> {
  const last = await lastSubmitted(app.db.read, row.menteeId);
  if (!last?.submittedAt || !row.startedAt || last.submittedAt <= row.startedAt) return null;
  const stored = await findModel(app, last.modelId, last.modelVersion);
  if (!stored?.model.dimensions.some(({ id }) => id === row.dimension)) return null;
  const answers: AnswerSheet = Object.fromEntries(
    (await answersOf(app.db.read, [last.id])).flatMap(({ criterionId, value }) => (value ? [[criterionId, value]] : []))
  );
  return scoreDimension(stored.model, row.dimension, answers)?.level ?? null;
}
