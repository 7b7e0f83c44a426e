import { foldText } from '$lib/domain/outreach/fold-text';
import type { ContactRecord } from '$lib/domain/sync/field-records';
import type { App } from '../app';
import { contactLoader } from './contact-loader';

/** Contacts as a device keeps them, also those that no device keeps. Who asks has been looked at before. */
export async function contactRecords(app: App, networkId: string, ids: string[]): Promise<ContactRecord[]> {
  if (ids.length === 0) return [];
  const sight = { personId: '', networkId, own: [], coordinates: true, seesProgress: true };
  const found = await contactLoader(app, sight, ids);
  return found.flatMap((change) => (change.entity === 'contact' && change.data ? [change.data] : []));
}

/** Beyond this many words nobody narrows anything down. */
const MOST_WORDS = 8;

/**
 * What FTS5 is asked for: quoted, so that nothing anybody types is its syntax. A number is one word, without the zero it
 * begins with at home.
 */
export function searchWords(query: string): string {
  const typed = query.trim();
  const digits = /^[\d\s+()/.-]+$/.test(typed) ? typed.replace(/\D/g, '').replace(/^0+/, '') : '';
  const words = digits ? [digits] : (foldText(typed).match(/[\p{L}\p{N}]+/gu) ?? []);
  return words
    .slice(0, MOST_WORDS)
    .map((word) => `"${word}"*`)
    .join(' AND ');
}
