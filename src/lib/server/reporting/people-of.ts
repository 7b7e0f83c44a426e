import type { App } from '../app';
import { peopleByIds } from '../identity/directory-repository';

/** Names by id; actors that are no person, and accounts that are gone, have none. */
export async function peopleOf(app: App, ids: readonly string[]): Promise<Map<string, string>> {
  const people = await peopleByIds(app.db.read, [...new Set(ids)]);
  return new Map(people.map(({ id, name }) => [id, name]));
}
