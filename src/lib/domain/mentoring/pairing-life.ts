import type { Side } from './pairing-states';
import type { VisitState } from './visit-costs';

// What belongs to one pairing while it runs and when it ends, as devices keep it inside the pairing's record.

/** What was changed about an item of the agenda; one of the template without a change is not here. */
export interface AgendaEntry {
  /** Of the template, or made on a device for an own item. */
  id: string;
  /** 1 to 6. */
  session: number;
  /** Empty for an item of the template. */
  text: string;
  done: boolean;
  removed: boolean;
}

export interface VisitEntry {
  id: string;
  /** ISO date. */
  on: string;
  place: string;
  purpose: string;
  /** Whole units of the network's currency. */
  travel: number;
  lodging: number;
  other: number;
  /** Working hours of everybody together. */
  hours: number;
  state: VisitState;
}

/** A file of a pairing; its bytes are at `/api/v1/pairing-files/ID`. */
export interface PairingFileEntry {
  id: string;
  name: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  addedBy: string;
  /** The other municipality's people are not among a device's persons. */
  addedByName: string;
  addedAt: string;
}

/** What a side said when the pairing had ended; on devices of that side and of coordinators only. */
export interface EvaluationEntry {
  side: Side;
  /** 1 to 5. */
  helped: number;
  /** Goals that were reached. */
  goals: string[];
  worked: string;
  missing: string;
  again: boolean;
  at: string;
}

export interface PairingLife {
  agenda: AgendaEntry[];
  visits: VisitEntry[];
  files: PairingFileEntry[];
  evaluations: EvaluationEntry[];
  /** How far the mentee's plan says each goal is; for the two sides only. */
  goalStates: Record<string, 'planned' | 'done' | 'dropped'>;
  /** The mentee's level on the dimension by its last submitted assessment, where that is later than the start. */
  levelNow: number | null;
}
