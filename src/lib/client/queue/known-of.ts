import type { Known } from '$lib/domain/sync/bring';
import type { ReadRecord } from '$lib/domain/sync/records';

/** What this device knows of the things an imported change names: enough to say beforehand who may send it. */
export function knownOf(payload: unknown, read: ReadRecord): Known {
  const fields = (payload ?? {}) as Record<string, unknown>;
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '');
  const sessionBy = read('session', text('sessionId'))?.createdBy;
  const pairingId =
    text('pairingId') || read('session', text('sessionId'))?.pairingId || read('story', text('storyId'))?.pairingId;
  if (pairingId) {
    const pairing = read('pairing', pairingId);
    const sides = { mentee: pairing?.menteeId, mentor: pairing?.mentorId };
    const side = text('side');
    const all = side === 'mentee' || side === 'mentor' ? [sides[side]] : Object.values(sides);
    return { municipalityIds: all.flatMap((id) => id ?? []), sessionBy };
  }
  const assessmentId =
    text('assessmentId') ||
    read('conflict', text('conflictId'))?.assessmentId ||
    read('file', text('fileId'))?.assessmentId;
  if (assessmentId) {
    const assessment = read('assessment', assessmentId);
    return { municipalityIds: assessment ? [assessment.municipalityId] : [], mode: assessment?.mode };
  }
  const municipalityId = text('municipalityId');
  if (!municipalityId) return { municipalityIds: null };
  return { municipalityIds: read('municipality', municipalityId) ? [municipalityId] : [] };
}
