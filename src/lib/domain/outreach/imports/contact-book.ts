import { nameKey } from '../find-duplicates';
import type { ContactContent } from '../merge-contact';

export type BookContact = ContactContent & { id: string };
export type FoundBecause = 'id' | 'email' | 'phone' | 'name';

/** The contacts of a network by everything a row may be known by. Those that a file adds are put in as they are made. */
export class ContactBook {
  readonly #byId = new Map<string, BookContact>();
  readonly #byEmail = new Map<string, string>();
  readonly #byPhone = new Map<string, Set<string>>();
  readonly #byName = new Map<string, string>();

  get(id: string): BookContact | undefined {
    return this.#byId.get(id);
  }

  /** In place of what was known of it. */
  put(contact: BookContact): void {
    this.drop(contact.id);
    this.#byId.set(contact.id, contact);
    for (const email of emailsOf(contact)) if (!this.#byEmail.has(email)) this.#byEmail.set(email, contact.id);
    for (const phone of phonesOf(contact)) {
      const ids = this.#byPhone.get(phone);
      if (ids) ids.add(contact.id);
      else this.#byPhone.set(phone, new Set([contact.id]));
    }
    const key = nameAt(contact);
    if (!this.#byName.has(key)) this.#byName.set(key, contact.id);
  }

  drop(id: string): void {
    const known = this.#byId.get(id);
    if (!known) return;
    this.#byId.delete(id);
    for (const email of emailsOf(known)) if (this.#byEmail.get(email) === id) this.#byEmail.delete(email);
    for (const phone of phonesOf(known)) this.#byPhone.get(phone)?.delete(id);
    if (this.#byName.get(nameAt(known)) === id) this.#byName.delete(nameAt(known));
  }

  /**
   * Who a row is about: by our own id, by an address, by a number, by name within the municipality. A number is many
   * people's where it is a switchboard, so with it the names must agree too; and a name is one person's only as long as
   * the addresses do not speak of two.
   *
   * @example book.find('', { name: 'Lund, Karin', email: 'karin@example.org' }) // { contact: karin, because: 'email' }
   */
  find(id: string, said: Partial<ContactContent>): { contact: BookContact; because: FoundBecause } | null {
    const own = id === '' ? undefined : this.#byId.get(id);
    if (own) return { contact: own, because: 'id' };
    const emails = emailsOf(said);
    for (const email of emails) {
      const contact = this.#byId.get(this.#byEmail.get(email) ?? '');
      if (contact) return { contact, because: 'email' };
    }
    const name = nameKey(said.name ?? '');
    for (const phone of phonesOf(said)) {
      for (const known of this.#byPhone.get(phone) ?? []) {
        const contact = this.#byId.get(known);
        if (contact && agree(name, nameKey(contact.name)) && !differ(emails, contact))
          return { contact, because: 'phone' };
      }
    }
    // without a municipality a name alone says something only where there is nothing else to go by
    const alone = said.municipalityId || (!emails.length && !phonesOf(said).length);
    const namesake = alone && name !== '' ? this.#byId.get(this.#byName.get(nameAt(said)) ?? '') : undefined;
    return namesake && !differ(emails, namesake) ? { contact: namesake, because: 'name' } : null;
  }
}

function emailsOf({ email, moreEmails }: Partial<ContactContent>): string[] {
  return [email ?? '', ...(moreEmails ?? [])].filter((one) => one !== '');
}

function phonesOf({ phone, morePhones }: Partial<ContactContent>): string[] {
  return [phone ?? '', ...(morePhones ?? [])].filter((one) => one !== '');
}

const nameAt = ({ municipalityId, name }: Partial<ContactContent>) => `${municipalityId ?? ''} ${nameKey(name ?? '')}`;

/** All words of one name are in the other. */
function agree(a: string, b: string): boolean {
  const [few, many] = [a.split(' '), b.split(' ')].sort((x, y) => x.length - y.length);
  return a !== '' && b !== '' && few!.every((word) => many!.includes(word));
}

/** Both have addresses, and none in common: two people, or one with two; nothing here can tell. */
function differ(emails: readonly string[], contact: ContactContent): boolean {
  const theirs = emailsOf(contact);
  return emails.length > 0 && theirs.length > 0 && !emails.some((email) => theirs.includes(email));
}
