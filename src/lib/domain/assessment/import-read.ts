import * as z from 'zod/mini';
import { criterionById } from '../model/find';
import { check } from '../shared/check';
import { showValue } from '../shared/table/place';
import type { TableRow } from '../shared/table/types';
import { answerSet } from './commands';
import { carryRows } from './prefill';
import { makeFinder, type Found } from './import-catalogue';
import { readDay } from './import-day';
import { isTurned, proposeColumns } from './import-mapping';
import { turnTable } from './import-table';
import type {
  Catalogue,
  ImportChoices,
  ImportColumn,
  ImportEntry,
  ImportProblem,
  ImportReading,
  ImportTable
} from './import-types';
import { foldText, proposeAnswer } from './import-words';

/** Chosen for a value of the criterion column: leave its rows out. */
export const SKIP = 'skip';

const texts = z.pick(answerSet.schema, { note: true, evidence: true });

/**
 * Reads the answers in a table against the model: which criterion each row is about, which answer its word stands for,
 * and whether the model allows it. Rows without an answer are passed over. Nothing throws, whatever the cells hold;
 * everything that cannot be taken over is named with its row.
 *
 * @param now no answer is younger than this
 * @example
 * readImport(table, catalogue, { words: {}, criteria: {} }, now)
 * // { entries: [{ line: 2, criterionId: 'l1', value: 'yes', answeredAt: now }], problems: [], ... }
 */
export function readImport(
  given: ImportTable,
  catalogue: Catalogue,
  choices: ImportChoices,
  now: Date
): { table: ImportTable; reading: ImportReading } {
  const find = makeFinder(catalogue);
  const names = (text: string) => find(text) !== undefined;
  const turned = choices.turned ?? isTurned(given, names);
  const table = turned ? turnTable(given) : given;
  const mapping = choices.mapping ?? proposeColumns(table, names);
  const reading: ImportReading = { mapping, turned, entries: [], problems: [], leftOut: [], words: [], unmatched: [] };
  if (mapping.criterion === undefined || mapping.answer === undefined) return { table, reading };

  const rows = readRows(table.rows, { catalogue, choices, now, find, reading });
  const answered = new Map<string, number>();
  const add = (entry: ImportEntry) => {
    const earlier = answered.get(entry.criterionId);
    if (earlier !== undefined) {
      const message = `answers "${entry.criterionId}" again after row ${earlier} - keep one of them.`;
      return say(reading, entry.line, 'criterion-twice', message, { criterion: entry.criterionId, earlier });
    }
    answered.set(entry.criterionId, entry.line);
    if (isAllowed(catalogue, entry, reading)) reading.entries.push(entry);
  };
  for (const { entry, found } of rows) if (!found.older) add(entry);
  for (const entry of carryOlder(rows, reading)) if (!answered.has(entry.criterionId)) add(entry);
  reading.entries.sort((one, other) => one.line - other.line);
  reading.problems.sort((one, other) => one.line - other.line);
  return { table, reading };
}

interface Row {
  entry: ImportEntry;
  found: Found;
}

interface Work {
  catalogue: Catalogue;
  choices: ImportChoices;
  now: Date;
  find: ReturnType<typeof makeFinder>;
  reading: ImportReading;
}

function readRows(rows: readonly TableRow[], work: Work): Row[] {
  const { reading, choices } = work;
  const words = new Map<string, ImportReading['words'][number]>();
  const unmatched = new Map<string, ImportReading['unmatched'][number]>();
  const read = rows.flatMap((row): Row[] => {
    const cell = (column: ImportColumn) => {
      const index = reading.mapping[column];
      return index === undefined ? undefined : (row.cells[index] ?? '').trim();
    };
    const [name, said] = [cell('criterion') ?? '', cell('answer') ?? ''];
    if (said === '') return [];
    if (name === '') {
      say(reading, row.line, 'criterion-missing', 'has an answer but no question - fill it in, or delete the row.', {});
      return [];
    }
    const found = findCriterion(row.line, name, cell('model'), work, unmatched);
    const key = foldText(said);
    const value = Object.hasOwn(choices.words, key) ? choices.words[key] : proposeAnswer(said);
    const word = words.get(key) ?? { key, shown: said.slice(0, 60), count: 0, value: value ?? null };
    words.set(key, { ...word, count: word.count + 1 });
    if (found === SKIP || value === SKIP) return [];
    if (value === undefined)
      say(
        reading,
        row.line,
        'unknown-answer',
        `has the answer ${showValue(said)} - choose below what it means, or leave it out.`,
        { word: said.slice(0, 60) }
      );
    const rest = readRest(row.line, cell, work);
    if (!found || value === undefined || !rest) return [];
    return [{ found, entry: { line: row.line, criterionId: found.criterion, value, ...rest } }];
  });
  reading.words = [...words.values()];
  reading.unmatched = [...unmatched.values()];
  return read;
}

function findCriterion(
  line: number,
  name: string,
  model: string | undefined,
  { catalogue, choices, find, reading }: Work,
  unmatched: Map<string, ImportReading['unmatched'][number]>
): Found | typeof SKIP | undefined {
  const key = foldText(name);
  const chosen = Object.hasOwn(choices.criteria, key) ? choices.criteria[key] : undefined;
  const note = (as: string | null) => {
    if (!unmatched.has(key)) unmatched.set(key, { key, shown: name.slice(0, 200), line, chosen: as });
  };
  if (chosen === SKIP || (chosen !== undefined && criterionById(catalogue.model, chosen))) {
    note(chosen);
    return chosen === SKIP ? SKIP : { criterion: chosen };
  }
  const [id, version] = (model ?? '').split('@') as [string, string | undefined];
  const isOurs = model === undefined || model === '' || id === catalogue.model.id;
  const known = [catalogue.model.version, ...catalogue.older.map((one) => one.version)];
  if (!isOurs || (version !== undefined && !known.includes(version) && !find(name))) {
    const message = `is about the model ${showValue(model ?? '')}, and nothing leads from it to ${catalogue.model.id}@${catalogue.model.version}.`;
    say(reading, line, 'unknown-model', message, { model: (model ?? '').slice(0, 60) });
    return undefined;
  }
  // ids are stable for ever: where no bridge leads from a version, equal ids mean the same
  const found = find(name, version !== undefined && known.includes(version) ? version : undefined) ?? undefined;
  if (found) return found;
  note(null);
  say(
    reading,
    line,
    'unknown-criterion',
    `is about ${showValue(name)}, which is no question of this assessment - choose below which it is, or leave it out.`,
    { criterion: name.slice(0, 60) }
  );
  return undefined;
}

type Rest = Pick<ImportEntry, 'note' | 'evidence' | 'answeredAt'>;

function readRest(
  line: number,
  cell: (column: ImportColumn) => string | undefined,
  { choices, now, reading }: Work
): Rest | null {
  const before = reading.problems.length;
  const [note, evidence] = [cell('note'), cell('evidence')].map((text) => text?.replace(/^'(?=[=+\-@\t\r])/, ''));
  const checked = check(texts, { note: note ?? '', evidence: evidence ?? '' });
  if (!checked.ok)
    for (const { path, message } of checked.problems) {
      const code = path === 'note' ? 'note-long' : 'evidence-refused';
      say(reading, line, code, `has a ${path} that cannot be taken over: ${message}.`, {});
    }
  const given = choices.answeredOn === now.toISOString().slice(0, 10) ? undefined : choices.answeredOn;
  const written = cell('answeredAt') || given;
  const answeredAt = written ? readDay(written) : now;
  if (!answeredAt) {
    const message = `has the date ${showValue(written ?? '')} - write it as 2026-12-31 or 31.12.2026.`;
    say(reading, line, 'date-unreadable', message, { date: (written ?? '').slice(0, 60) });
  } else if (answeredAt > now) {
    const message = `has the date ${showValue(written ?? '')}, which is still to come - an answer is given today at the latest.`;
    say(reading, line, 'date-future', message, { date: (written ?? '').slice(0, 60) });
  }
  if (!checked.ok || !answeredAt || reading.problems.length > before) return null;
  return {
    ...(note !== undefined && { note: checked.value.note }),
    ...(evidence !== undefined && { evidence: checked.value.evidence }),
    answeredAt
  };
}

/** Rows of earlier versions as answers to this one; what leads nowhere is left out and named. */
function carryOlder(rows: readonly Row[], reading: ImportReading): ImportEntry[] {
  const versions = new Set(rows.flatMap(({ found }) => found.older ?? []));
  return [...versions].flatMap((older) => {
    const own = rows.filter(({ found }) => found.older === older).map(({ entry }) => entry);
    const carried = carryRows(older.bridge.carries, own);
    const came = new Set(carried.map(({ criterionId }) => criterionId));
    const used = new Set(older.bridge.carries.flatMap(({ to, from }) => (came.has(to) ? from : [])));
    for (const { line, criterionId } of own)
      if (!used.has(criterionId)) reading.leftOut.push({ line, criterion: criterionId });
    return carried;
  });
}

function isAllowed({ model }: Catalogue, { line, criterionId, value }: ImportEntry, reading: ImportReading): boolean {
  const criterion = criterionById(model, criterionId);
  if (value === 'partly' && !criterion?.canBePartly) {
    const message = `answers "${criterionId}" with partly - it is either so or not: yes or no.`;
    say(reading, line, 'partly-refused', message, { criterion: criterionId });
    return false;
  }
  if (value === 'not-applicable' && !criterion?.canBeNotApplicable) {
    const message = `answers "${criterionId}" with not applicable - it applies to every municipality.`;
    say(reading, line, 'not-applicable-refused', message, { criterion: criterionId });
    return false;
  }
  return true;
}

function say(
  reading: ImportReading,
  line: number,
  code: ImportProblem['code'],
  message: string,
  facts: ImportProblem['facts']
): void {
  reading.problems.push({ line, code, message: `Row ${line} ${message}`, facts: { ...facts, line } });
}
