import type { Actor } from '$lib/domain/identity/actor';
import type { Piece, PieceFacts } from '$lib/domain/reporting/editorial/pieces';
import { LOCALES } from '$lib/domain/shared/locale';
import type { Problem } from '$lib/domain/shared/result';
import type { App } from '../app';
import { quoteForReport } from '../outreach/ledger-service';
import { today } from '../shared/today';
import { reportPicturesOf } from './editorial-repository';

const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/**
 * Asks for every quote again whether it may stand, and what the pictures are. What may not stand is told with the
 * reason and has no facts.
 */
export async function gatherFacts(
  app: App,
  actor: Actor,
  input: { networkId: string; pieces: readonly Piece[] }
): Promise<{ facts: PieceFacts; problems: Problem[] }> {
  const { networkId, pieces } = input;
  const quotes: Record<string, PieceFacts['quotes'][string]> = {};
  const problems: Problem[] = [];
  for (const piece of pieces) {
    if (piece.kind !== 'quote') continue;
    const path = `additions.${piece.id}`;
    const said = await quoteForReport(app, actor, { raisedId: piece.raisedId, networkId });
    if (!said.ok) {
      problems.push(...said.problems.map((problem) => ({ ...problem, path })));
      continue;
    }
    const fault = checkWording(piece, said.value.text, today(app));
    if (fault) problems.push({ ...fault, path: `${path}.${fault.path}` });
    else quotes[piece.raisedId] = { role: said.value.role, size: said.value.size };
  }
  const rows = await reportPicturesOf(app.db.read, networkId);
  const pictures = Object.fromEntries(rows.map(({ sha256, type, width, height }) => [sha256, { type, width, height }]));
  for (const piece of pieces)
    if (piece.kind === 'picture' && !pictures[piece.sha256])
      problems.push({
        code: 'not-found',
        path: `additions.${piece.id}.sha256`,
        message: 'This picture is not on the server - choose the file again.'
      });
  return { facts: { quotes, pictures }, problems };
}

/** In one language the words stand as they were noted: those the speaker said yes to. */
function checkWording(piece: Extract<Piece, { kind: 'quote' }>, noted: string, now: string): Problem | null {
  if (!LOCALES.some((locale) => plain(piece.text[locale] ?? '') === plain(noted)))
    return {
      code: 'wording-changed',
      path: 'text',
      message: `A quote stands in one language as it was noted: "${plain(noted)}" - put these words in, or change the note once the speaker agrees to others.`,
      facts: { noted: plain(noted) }
    };
  if (piece.confirmedOn > now)
    return {
      code: 'confirmed-later',
      path: 'confirmedOn',
      message: `The day the speaker confirmed the wording cannot be later than today - got ${piece.confirmedOn}.`
    };
  return null;
}
