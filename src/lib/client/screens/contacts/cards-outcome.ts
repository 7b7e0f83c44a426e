import type { Problem } from '$lib/domain/shared/result';

/** What `POST /api/v1/contacts/vcards` answers. */
export interface CardsOutcome {
  cards: {
    row: number;
    name: string;
    action: 'create' | 'update' | 'same' | 'erased' | 'unreadable';
    contactId: string | null;
    problems: Problem[];
    optedOut: boolean;
  }[];
  created: number;
  updated: number;
  /** By which it can be undone; null where nothing was written. */
  importId: string | null;
}
