import { EVIDENCE_TYPES, endingOf } from '../assessment/evidence-file';
import { BARE_VISIT } from '../mentoring/merge-life';
import type { AgendaEntry, EvaluationEntry, PairingLife, VisitEntry } from '../mentoring/pairing-life';
import type {
  AgendaSet,
  PairingEvaluate,
  PairingFileAdd,
  PairingFileRemove,
  VisitSet
} from '../mentoring/pairing-life-commands';
import { layOver } from '../shared/merge-fields';
import type { OutboxItem } from './outbox';
import type { Change, ReadRecord } from './records';

export const NO_LIFE: PairingLife = {
  ...{ agenda: [], visits: [], files: [], evaluations: [], goalStates: {}, levelNow: null }
};

/** What an unsent change of agenda, visits, files or evaluation makes of its pairing on this device. */
export function applyPairingLife(item: OutboxItem, read: ReadRecord, personId: string): Change[] {
  const { type, payload, issuedAt } = item.envelope;
  const id = (payload as { pairingId: string }).pairingId;
  const known = read('pairing', id);
  if (!known) return [];
  const life = known.life ?? NO_LIFE;
  const put = (change: Partial<PairingLife>): Change[] => [
    { entity: 'pairing', id, data: { ...known, life: { ...life, ...change } } }
  ];
  switch (type) {
    case 'agenda.set':
      return put({ agenda: setEntry(life.agenda, payload as AgendaSet) });
    case 'visit.set':
      return put({ visits: setVisit(life.visits, payload as VisitSet) });
    case 'pairing.evaluate': {
      const { pairingId: _, was, ...mine } = payload as PairingEvaluate;
      const before = life.evaluations.find(({ side }) => side === mine.side);
      const said = before ? layOver(before, mine, was as Partial<EvaluationEntry>) : mine;
      return put({
        evaluations: [...life.evaluations.filter((one) => one !== before), { ...said, at: issuedAt }]
      });
    }
    case 'pairing-file.add': {
      const { fileId, name, size } = payload as PairingFileAdd;
      const addedByName = read('person', personId)?.name ?? '';
      // as its name says; the server reads it from the bytes
      const mediaType = EVIDENCE_TYPES[endingOf(name)] ?? '';
      const file = { id: fileId, name, mediaType, size, addedBy: personId, addedByName, addedAt: issuedAt };
      return put({ files: [...life.files.filter((one) => one.id !== fileId), file] });
    }
    case 'pairing-file.remove': {
      const { fileId, removed } = payload as PairingFileRemove;
      return removed ? put({ files: life.files.filter((one) => one.id !== fileId) }) : [];
    }
    default:
      return [];
  }
}

/**
 * What a change makes of one entry of the agenda, known or new: what it does not name stays.
 *
 * @example
 * layOverEntry(undefined, { itemId: 's1-who', done: true })
 * // { id: 's1-who', session: 1, text: '', done: true, removed: false }
 */
export function layOverEntry(
  known: AgendaEntry | undefined,
  { itemId: id, session, text, done, removed, was }: Omit<AgendaSet, 'pairingId' | 'side'>
): AgendaEntry {
  const before = known ?? { id, session: session ?? 1, text: '', done: false, removed: false };
  return layOver(before, { session, text, done, removed }, known && was);
}

function setEntry(entries: readonly AgendaEntry[], change: AgendaSet): AgendaEntry[] {
  const known = entries.find(({ id }) => id === change.itemId);
  return [...entries.filter((entry) => entry !== known), layOverEntry(known, change)];
}

/**
 * What a change makes of a visit, known or new; null where a new one says neither day nor place.
 *
 * @example
 * layOverVisit(undefined, { visitId: 'v', on: '2027-02-01', place: 'Umeå' })?.state // 'planned'
 */
export function layOverVisit(
  known: VisitEntry | undefined,
  { visitId: id, was, ...change }: Omit<VisitSet, 'pairingId' | 'side'>
): VisitEntry | null {
  if (known) return layOver(known, change, was);
  const { on, place, ...said } = change;
  return on === undefined || place === undefined ? null : layOver({ ...BARE_VISIT, id, on, place }, said);
}

function setVisit(visits: readonly VisitEntry[], { pairingId: _, side: __, ...change }: VisitSet): VisitEntry[] {
  const known = visits.find(({ id }) => id === change.visitId);
  const after = layOverVisit(known, change);
  return after ? [...visits.filter((visit) => visit !== known), after] : [...visits];
}
