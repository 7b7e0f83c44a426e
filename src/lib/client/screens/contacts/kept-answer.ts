/** What `GET /api/v1/contacts/retention` answers. */
export interface KeptAnswer {
  untouchedMonths: number | null;
  optedOutMonths: number | null;
  next: {
    id: string;
    name: string;
    municipalityId: string | null;
    on: string;
    because: 'untouched' | 'opted-out' | 'removed';
  }[];
  soon: number;
}
