import type { Tx } from '../db/client';
import { mentoringRemark, mentoringSession } from '../db/schema/sessions';
import { visiblePairings } from '../mentoring/pairing-repository';
import { insertMany } from './insert-many';
import { Dice } from './invent';

const DAY = 86_400_000;
const DONE = [
  'Lärde känna varandra och gick igenom var ni står. Kom överens om att börja med en första lista över dataset.',
  'Tittade på hur mentorn valde licens och vem som fattade beslutet. Fick mallen för släppkontroll.'
];
const NEXT = ['Lista de tio dataset som oftast efterfrågas', 'Skicka beslutet om licens som exempel'];
const REMARK = 'Mallen har kommit fram och ligger i vår samarbetsyta.';

/** Two sessions of each pairing in which the demo's own officers are, invented and said to be. Returns how many. */
export async function inventSessions(
  tx: Tx,
  from: { seed: number; networkId: string; now: Date; officers: { id: string; name: string; municipalityId: string }[] }
): Promise<number> {
  const { seed, networkId, now, officers } = from;
  const dice = new Dice(seed + 5);
  const places = officers.map(({ municipalityId }) => municipalityId);
  const pairs = (await visiblePairings(tx, { municipalityIds: places })).sort((a, b) => (a.id < b.id ? -1 : 1));
  const sessions: (typeof mentoringSession.$inferInsert)[] = [];
  const remarks: (typeof mentoringRemark.$inferInsert)[] = [];
  for (const pair of pairs) {
    const author = officers.find(({ municipalityId }) => [pair.menteeId, pair.mentorId].includes(municipalityId))!;
    const side = author.municipalityId === pair.menteeId ? 'mentee' : 'mentor';
    // the last ones of a pairing that has ended lie before its end
    const until = pair.closedAt ?? now;
    DONE.forEach((done, i) => {
      const at = new Date(until.getTime() - (36 - 28 * i) * DAY);
      const day = (days: number) => new Date(at.getTime() + days * DAY).toISOString().slice(0, 10);
      const id = dice.id();
      sessions.push({
        ...{
          id,
          networkId,
          pairingId: pair.id,
          heldOn: day(0),
          form: i === 0 ? 'call' : 'visit',
          done: `Påhittat: ${done}`
        },
        participants: [
          { id: dice.id(), name: author.name, side },
          { id: dice.id(), name: 'Maj Demo', side: side === 'mentee' ? 'mentor' : 'mentee' }
        ],
        nextSteps: [{ id: dice.id(), what: NEXT[i]!, owner: i === 0 ? author.name : 'Maj Demo', due: day(7) }],
        ...{
          nextOn: pair.closedAt && i === 1 ? null : day(28),
          version: 1,
          createdBy: author.id,
          createdAt: at,
          updatedAt: at
        }
      });
      if (i === 1) {
        const createdAt = new Date(at.getTime() + 2 * DAY);
        remarks.push({ id: dice.id(), sessionId: id, text: REMARK, createdBy: author.id, createdAt });
      }
    });
  }
  await insertMany(tx, mentoringSession, sessions);
  await insertMany(tx, mentoringRemark, remarks);
  return sessions.length;
}
