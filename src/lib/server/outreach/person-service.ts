import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { tracePattern } from '$lib/domain/outreach/erase-words';
import { contactContent } from '$lib/domain/outreach/merge-contact';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change } from '../shared/change';
import { findMunicipality } from '../register/repository';
import { readReferences } from './contact-references-repository';
import { findSubject, type Subject } from './erase-people';
import { accountOf, contactRows, mailTo, mergesOf } from './erasure-repository';
import { findOptOuts } from './opt-out-repository';
import { followUpsOfMeeting, meetingsOf } from './repository';
import { findWords } from './sweep-words-repository';

/** Everything about one person, as it is handed over to them (article 15 of the GDPR). */
export interface PersonExport {
  format: 'waymark-person';
  version: 1;
  exportedAt: string;
  contacts: (ReturnType<typeof contactContent> & {
    id: string;
    municipality: string;
    createdAt: string;
    updatedAt: string;
    removedAt: string | null;
  })[];
  /** What was said of them before contacts were merged. */
  merges: { mergedAt: string; undoneAt: string | null; said: ReturnType<typeof contactContent>[] }[];
  meetings: { heldOn: string; form: string; municipalities: string[]; writtenDownAs: string; role: string }[];
  promises: { what: string; due: string; done: boolean; heldOn: string }[];
  /** Texts that name them, each with what stands around the name. */
  texts: { where: string; around: string }[];
  mail: { subject: string; createdAt: string; sentAt: string | null }[];
  optOuts: { scope: string; on: string; source: string }[];
  /** Whatever else names the contact, as the database has it. */
  elsewhere: Record<string, Record<string, unknown>[]>;
  /** Signs in with one of these addresses. */
  account: boolean;
}

/** Characters on either side of a name: enough to understand, not everything that was said of others. */
const AROUND = 120;

export async function exportPerson(
  app: App,
  actor: Actor,
  input: { contactId: string }
): Promise<Result<PersonExport>> {
  const refused = authorize(actor, 'contact:edit');
  if (refused) return refused;
  const subject = await findSubject(app.db.read, input.contactId);
  if (!subject) return refuse('not-found', 'contactId', 'This contact is not here any more - it may have been erased.');
  const { networkId } = subject;
  const forbidden = authorize(actor, 'contact:edit', { networkId });
  if (forbidden) return forbidden;
  // who looked at everything about somebody is itself noted
  const entry = { action: 'contact:export-person', networkId, subject: input.contactId };
  return change(app, actor, entry, async () => ok(await gather(app, subject)));
}

async function gather(app: App, subject: Subject): Promise<PersonExport> {
  const { networkId, ids, addresses, attendances, search } = subject;
  const db = app.db.read;
  const nameOf = async (id: string | null) => (id ? ((await findMunicipality(db, id))?.name ?? '') : '');
  const meetings = await meetingsOf(db, networkId, [...search.meetingIds]);
  const promises = await Promise.all(
    meetings.map(async ({ id, heldOn }) =>
      (await followUpsOfMeeting(db, id)).map(({ what, due, doneAt }) => ({ what, due, done: doneAt !== null, heldOn }))
    )
  );
  const merges = await mergesOf(db, ids);
  const { meeting_attendee: _said, ...elsewhere } = await readReferences(db, ids);
  return {
    ...{ format: 'waymark-person', version: 1, exportedAt: app.now().toISOString() },
    contacts: await Promise.all(
      (await contactRows(db, ids)).map(async (row) => ({
        ...{ id: row.id, municipality: await nameOf(row.municipalityId), ...contactContent(row) },
        ...{ createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() },
        removedAt: row.removedAt?.toISOString() ?? null
      }))
    ),
    merges: merges.map(({ mergedAt, undoneAt, keptId, goneId, keptBefore, goneBefore }) => ({
      mergedAt: mergedAt.toISOString(),
      undoneAt: undoneAt?.toISOString() ?? null,
      said: [...(ids.includes(keptId) ? [keptBefore] : []), ...(ids.includes(goneId) ? [goneBefore] : [])]
    })),
    meetings: await Promise.all(
      attendances.flatMap(({ meetingId, name, role }) => {
        const met = meetings.find(({ id }) => id === meetingId);
        if (!met) return [];
        const { heldOn, form, municipalityIds } = met;
        return [
          Promise.all(municipalityIds.map(nameOf)).then((municipalities) => ({
            ...{ heldOn, form, municipalities, writtenDownAs: name, role }
          }))
        ];
      })
    ),
    promises: promises.flat(),
    texts: await textsAbout(app, subject),
    mail: (await mailTo(db, search.traces.emails)).map(({ subject: about, createdAt, sentAt }) => ({
      ...{ subject: about, createdAt: createdAt.toISOString(), sentAt: sentAt?.toISOString() ?? null }
    })),
    optOuts: (await findOptOuts(app, db, networkId, addresses)).map(({ scope, on, source }) => ({ scope, on, source })),
    elsewhere,
    account: (await accountOf(db, search.traces.emails)) !== null
  };
}

/** Tables whose rows about a person are in the export as such. */
const SAID_ALREADY = ['contact_merge', 'meeting_attendee', 'mail'];

async function textsAbout(app: App, { search }: Subject): Promise<PersonExport['texts']> {
  const places = await findWords(app.db.read, search);
  return places
    .filter(({ table }) => !SAID_ALREADY.includes(table))
    .flatMap(({ table, column, text, traces }) => {
      const pattern = tracePattern(traces);
      if (!pattern) return [];
      return [...text.matchAll(pattern)].map((found) => ({
        where: `${table}.${column}`,
        around: text.slice(Math.max(0, found.index - AROUND), found.index + found[0].length + AROUND)
      }));
    });
}
