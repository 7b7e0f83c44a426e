import * as z from 'zod/mini';
import type { HistoryEntry } from '$lib/domain/assessment/history';
import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import { id, slug } from '$lib/domain/shared/fields';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { conflictsOf, historyOf, namesOf } from './history-repository';
import { authorizeReading } from './open-assessment';
import { findAssessment } from './repository';
import { checkAgainstModel } from './save-answer';

const historyInput = z.object({ assessmentId: id, criterionId: slug });

/** Who answered one question what and when, and who settled where two answers differed; newest first. */
export async function readHistory(
  app: App,
  actor: Actor,
  input: z.input<typeof historyInput>
): Promise<Result<{ entries: HistoryEntry[] }>> {
  const refused = authorize(actor, 'assessment:read-submitted');
  if (refused) return refused;
  const given = check(historyInput, input);
  if (!given.ok) return given;
  const { assessmentId, criterionId } = given.value;
  const found = await findAssessment(app.db.read, assessmentId);
  if (!found) return refuse('not-found', 'assessmentId', 'This assessment does not exist.');
  const forbidden = authorizeReading(actor, found);
  if (forbidden) return forbidden;
  const known = await checkAgainstModel(app, found, { criterionId, value: null });
  if (!known.ok) return known;
  const answers = await historyOf(app.db.read, assessmentId, criterionId);
  const conflicts = await conflictsOf(app.db.read, assessmentId, criterionId);
  const people = [...answers, ...conflicts].map((row) => row.answeredBy);
  const settlers = conflicts.flatMap((row) => row.settledBy ?? []);
  const names = await namesOf(app.db.read, [...new Set([...people, ...settlers])]);
  const name = (by: string) => names.get(by) ?? null;
  const said = ({ value, note, evidence, answeredBy: by }: (typeof answers)[number] | (typeof conflicts)[number]) => ({
    value,
    note,
    evidence,
    by,
    name: name(by)
  });
  const lines = [
    ...answers.map((row) => ({
      order: row.receivedAt,
      entry: {
        kind: 'answer' as const,
        id: row.id,
        version: row.version,
        origin: row.origin,
        at: row.answeredAt.toISOString(),
        ...said(row)
      }
    })),
    ...conflicts.map((row) => {
      // whoever chose the other one made it the present answer, with its own author and time
      const taken = answers.some((a) => a.answeredBy === row.answeredBy && +a.answeredAt === +row.answeredAt);
      const { settledBy: by, settledAt } = row;
      return {
        order: row.createdAt,
        entry: {
          kind: 'conflict' as const,
          id: row.id,
          at: row.answeredAt.toISOString(),
          ...said(row),
          settled:
            by && settledAt
              ? {
                  by,
                  name: name(by),
                  at: settledAt.toISOString(),
                  kept: taken ? ('other' as const) : ('present' as const)
                }
              : null
        }
      };
    })
  ];
  return ok({ entries: lines.sort((a, b) => +b.order - +a.order).map(({ entry }) => entry) });
}
