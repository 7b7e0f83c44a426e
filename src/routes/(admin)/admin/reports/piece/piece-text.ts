import type { OwnText } from '$lib/domain/reporting/editorial/editorial';
import type { Piece } from '$lib/domain/reporting/editorial/pieces';
import { kindText } from '../edit/kind-text';

export type TextField = 'text' | 'title' | 'alt' | 'caption';

/** What a change says in one of its fields, by language. */
export function textIn(piece: Piece | null, field: TextField): OwnText {
  switch (piece?.kind) {
    case 'text':
    case 'paragraph':
    case 'quote':
      return field === 'text' ? piece.text : {};
    case 'chapter':
      return field === 'text' || field === 'title' ? piece[field] : {};
    case 'picture':
      return field === 'alt' || field === 'caption' ? piece[field] : {};
    default:
      return {};
  }
}

export function pieceKindText(kind: Piece['kind']): string {
  if (kind === 'text') return kindText('finding');
  if (kind === 'chapter') return kindText('heading');
  return kindText(kind === 'quote' || kind === 'picture' ? kind : 'prose');
}
