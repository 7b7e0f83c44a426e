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
}
