import type { CampaignChannel, ReplyKind } from '../outreach/campaign-kinds';
import type { Correction } from '../outreach/corrections';
import type { CONSENTS, MEETING_FORMS } from '../outreach/kinds';

// What a device keeps of a municipality besides meetings: what it says of them, and how it was reached.

/** Of one's own municipality; coordinators get those of all. */
export interface CorrectionRecord extends Correction {
  /** Person id of whoever settled it. */
  settledBy: string | null;
}

/** A barrier as the municipality itself may see it. */
export interface NotedBarrier {
  raisedId: string;
  /** Of the model. */
  barrierId: string;
  severity: number;
  /** ISO date. */
  heldOn: string;
  /** Where several municipalities met, what was noted may be another's. */
  several: boolean;
  /** Only where whoever said it may be quoted by name; else empty. */
  quote: string;
  /** Null: there is no quote. */
  consent: (typeof CONSENTS)[number] | null;
}

/** What the network noted about a municipality, for its officers. */
export interface NotedRecord {
  /** The municipality's id. */
  id: string;
  meetings: { id: string; heldOn: string; form: (typeof MEETING_FORMS)[number] }[];
  barriers: NotedBarrier[];
}

/** What one campaign did for one municipality. */
export interface CampaignTrace {
  campaignId: string;
  name: string;
  channels: CampaignChannel[];
  /** ISO dates of messages that went out and of conversations logged by hand, the first one first. */
  reachedOn: string[];
  /** The newest answer by a person. */
  reply: ReplyKind | null;
  repliedOn: string | null;
  /** `not-now` until then. */
  restsUntil: string | null;
}

/** How a municipality was reached; for the network's coordinators. */
export interface ReachedRecord {
  /** The municipality's id. */
  id: string;
  campaigns: CampaignTrace[];
}

/** Who looks after open data in a municipality: a contact, an officer, or nobody known. */
export interface DataPersonRecord {
  /** The municipality's id. */
  id: string;
  contactId: string | null;
  personId: string | null;
  version: number;
}
