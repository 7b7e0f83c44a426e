import type { VisitPlan } from '$lib/domain/visits/plan-visits';
import type { ResponseReason } from '$lib/domain/visits/response-likelihood';

/** What `POST /api/v1/visits` answers. */
export interface PlannedVisits extends VisitPlan {
  known: {
    id: string;
    code: string;
    name: string;
    response: number;
    because: ResponseReason;
    contacted: string | null;
  }[];
  withoutPlace: string[];
  open: string[];
}
export type KnownPlace = PlannedVisits['known'][number];
