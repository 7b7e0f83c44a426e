import {
  REGISTER_SORTS,
  REGISTER_STATES,
  type RegisterSort,
  type RegisterState
} from '$lib/domain/register/filter-register';

export interface AddressFilter {
  text: string;
  county: string;
  state: RegisterState;
  sort: RegisterSort;
  descending: boolean;
}

const oneOf = <T extends string>(list: readonly T[], value: string | null, otherwise: T): T =>
  list.find((one) => one === value) ?? otherwise;

/** The filter of the register as it stands in the address, so that a list can be sent as a link. */
export function readFilter({ searchParams }: URL): AddressFilter {
  return {
    text: searchParams.get('q')?.slice(0, 100) ?? '',
    county: searchParams.get('county')?.slice(0, 200) ?? '',
    state: oneOf(REGISTER_STATES, searchParams.get('state'), 'valid'),
    sort: oneOf(REGISTER_SORTS, searchParams.get('sort'), 'code'),
    descending: searchParams.get('direction') === 'descending'
  };
}

/** The address of the same list with something changed in it; what a page or a form left behind is dropped. */
export function linkWith({ searchParams }: URL, changes: Record<string, string>, path = ''): string {
  const query = new URLSearchParams(searchParams);
  for (const name of ['page', 'imported', '/undo']) query.delete(name);
  for (const [name, value] of Object.entries(changes)) query.set(name, value);
  return `${path}?${query}`;
}
