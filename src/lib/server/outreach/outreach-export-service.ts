import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import { exportWord } from '$lib/domain/outreach/imports/export-words';
import { type Sheet, writeContactTable, writeMeetingSheets } from '$lib/domain/outreach/imports/write-list-tables';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, refuse, type Result } from '$lib/domain/shared/result';
import type { App } from '../app';
import { change } from '../shared/change';
import { readCampaigns, readContacts, readFollowUps, readMeetings, readWords } from './read-for-export';
import { readCampaignParts, readLedgerParts, readMeetingParts, readSnoozes } from './export-rest-repository';
import { campaignSheets, followUpSheet } from './write-export-sheets';
import { campaignPartSheets, ledgerPartSheets, meetingPartSheets, snoozeSheet } from './write-rest-sheets';

export const EXPORTS = ['contacts', 'meetings', 'follow-ups', 'campaigns', 'all'] as const;
export type ExportKind = (typeof EXPORTS)[number];

export interface OutreachExport {
  kind: ExportKind;
  sheets: Sheet[];
  /** The same for programs. */
  json: Record<string, unknown>;
}

/**
 * What a network knows of its outreach, as tables: for coordinators and administrators, who see all of it. Files leave
 * the house, so each goes into the audit log, and a quote without consent goes into none.
 */
export async function exportOutreach(
  app: App,
  actor: Actor,
  input: { networkId: string; kind: string; locale: Locale }
): Promise<Result<OutreachExport>> {
  const refused = authorize(actor, 'contact:edit') ?? authorize(actor, 'meeting:read');
  if (refused) return refused;
  const { networkId, locale } = input;
  const forbidden = authorize(actor, 'contact:edit', { networkId }) ?? authorize(actor, 'meeting:read', { networkId });
  if (forbidden) return forbidden;
  const kind = EXPORTS.find((one) => one === input.kind);
  if (!kind)
    return refuse(
      'kind-unknown',
      'kind',
      `What to export is one of ${EXPORTS.join(', ')} - got "${input.kind.slice(0, 40)}".`
    );
  const words = await readWords(app, networkId, locale);
  const contacts = kind === 'meetings' ? [] : await readContacts(app.db.read, networkId);
  const nameOf = new Map(contacts.map(({ id, content }) => [id, content.name]));
  const names = { ...words, contact: (id: string | null) => nameOf.get(id ?? '') ?? '' };
  const made: OutreachExport = { kind, sheets: [], json: { exportedAt: app.now().toISOString(), network: networkId } };
  const wants = (one: ExportKind) => kind === one || kind === 'all';
  if (wants('contacts')) {
    const table = writeContactTable(contacts, words.places, locale);
    made.sheets.push({ name: exportWord('sheet_contacts', locale), table });
    made.json.contacts = contacts.map(({ id, content }) => ({ id, ...content }));
  }
  if (wants('meetings')) {
    const meetings = await readMeetings(app.db.read, networkId);
    made.sheets.push(...writeMeetingSheets(meetings, words));
    made.json.meetings = meetings.map((one) => ({
      ...one,
      barriers: one.barriers.map(({ quote, ...rest }) => ({ ...rest, quote: rest.consent === 'no' ? '' : quote }))
    }));
  }
  if (wants('follow-ups')) {
    const followUps = await readFollowUps(app.db.read, networkId);
    made.sheets.push(followUpSheet(followUps, words));
    const snoozes = await readSnoozes(app.db.read, networkId);
    made.sheets.push(snoozeSheet(snoozes, names));
    Object.assign(made.json, { followUps, snoozes });
  }
  if (wants('campaigns')) {
    const campaigns = await readCampaigns(app.db.read, networkId);
    made.sheets.push(...campaignSheets(campaigns, words));
    const parts = await readCampaignParts(app.db.read, networkId);
    made.sheets.push(...campaignPartSheets(parts, names));
    Object.assign(made.json, { campaigns, ...parts });
  }
  if (kind === 'all') {
    const ofMeetings = await readMeetingParts(app.db.read, networkId);
    const ofLedger = await readLedgerParts(app.db.read, networkId);
    made.sheets.push(...meetingPartSheets(ofMeetings, names), ...ledgerPartSheets(ofLedger, names));
    Object.assign(made.json, { ...ofMeetings, ...ofLedger });
  }
  return change(app, actor, { action: `outreach:export-${kind}`, networkId }, async () => ok(made));
}
