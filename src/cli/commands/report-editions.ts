import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATOR } from '$lib/domain/identity/actor';
import type { CorrectionNote } from '$lib/domain/reporting/edition';
import type { EditionComparison } from '$lib/domain/reporting/editorial/compare-editions';
import { LOCALES } from '$lib/domain/shared/locale';
import { ok, type Result } from '$lib/domain/shared/result';
import { addComment, listComments, type ReportComment, settleComment } from '$lib/server/reporting/comment-service';
import { compareTwoEditions } from '$lib/server/reporting/compare-service';
import { type ListedEdition, listEditions, showEdition } from '$lib/server/reporting/edition-list-service';
import { approveEdition, type Frozen, freezeEdition, publishEdition } from '$lib/server/reporting/edition-service';
import { type Rebuilt, rebuildEdition } from '$lib/server/reporting/rebuild-service';
import { type Command, defineCommand, type Given, needApp, type OptionSpec } from '../command';
import { findGivenNetwork, networkOption } from '../find-network';
import { findGivenReport, waveOption } from '../find-report';
import { fromWhereTyped } from '../read-file';

const text = ({ options }: Given, name: string) => (typeof options[name] === 'string' ? options[name] : null);
const many = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
const edition = { name: 'edition', about: 'Id of the edition; "report edition list" names them' };
const noteOptions: Record<string, OptionSpec> = Object.fromEntries(
  LOCALES.map((locale) => [
    `note-${locale}`,
    { type: 'string', value: 'TEXT', about: `What a correction changes, in "${locale}"; needed where one is published` }
  ])
);

/** Which report a command is about. */
interface ReportGiven {
  network: string | null;
  wave: string | null;
}
const reportOptions = { network: networkOption, wave: waveOption };
const reportIn = (given: Given): ReportGiven => ({ network: text(given, 'network'), wave: text(given, 'wave') });

const list = defineCommand<{ network: string | null }, ListedEdition[]>({
  name: 'report edition list',
  summary: 'Editions of reports: frozen, approved, published',
  options: { network: networkOption },
  positionals: [],
  access: 'read',
  prepare: (given) => ok({ network: text(given, 'network') }),
  async run(app, { network }) {
    const found = await findGivenNetwork(needApp(app), network);
    return found.ok ? listEditions(needApp(app), OPERATOR, { networkId: found.value.id }) : found;
  },
  print: (rows) =>
    rows.map(({ id, number, state, sha256 }) => `${id}  ${number}  ${state}  ${sha256.slice(0, 12)}`).join('\n') ||
    'There is no edition yet - "waymark report edition freeze" makes one'
});

const show = defineCommand<{ editionId: string }, object>({
  name: 'report edition show',
  summary: 'One edition with its document and tables; --json prints all of it',
  options: {},
  positionals: [edition],
  access: 'read',
  prepare: ({ positionals }) => ok({ editionId: positionals[0]! }),
  run: (app, input): Promise<Result<object>> => showEdition(needApp(app), OPERATOR, input),
  print(shown) {
    const { number, state, sha256, content } = shown as ListedEdition & { content: { document: { blocks: object[] } } };
    return `Edition ${number} is ${state}: ${content.document.blocks.length} parts, hash ${sha256}`;
  }
});

const compare = defineCommand<{ before: string; after: string }, EditionComparison & { before: number; after: number }>(
  {
    name: 'report edition compare',
    summary: 'What differs between two editions: numbers, findings, texts',
    options: {},
    positionals: [
      { name: 'before', about: 'Id of one edition' },
      { name: 'after', about: 'Id of the other' }
    ],
    access: 'read',
    prepare: ({ positionals: [before, after] }) => ok({ before: before!, after: after! }),
    run: (app, input) => compareTwoEditions(needApp(app), OPERATOR, input),
    print: ({ before, after, numbers, blocks, texts, model, software }) =>
      [
        `Edition ${before} and edition ${after}: ${many(numbers.length, 'number')} and ${many(blocks.length, 'part')} differ`,
        ...numbers.map((one) => `${one.ref}  ${one.before} -> ${one.after}`),
        ...blocks.map(({ id, change }) => `${id}  ${change}`),
        ...texts.map(({ locale, keys }) => `Sentences of the program in "${locale}": ${keys.join(', ')}`),
        ...(model ? [`Model ${model.before} -> ${model.after}`] : []),
        ...(software ? [`Made by ${software.before} and by ${software.after}`] : [])
      ].join('\n')
  }
);

const freeze = defineCommand<ReportGiven & { note: Partial<CorrectionNote> }, Frozen>({
  name: 'report edition freeze',
  summary: 'Freeze the report of a wave and ask for approval',
  options: { ...reportOptions, ...noteOptions },
  positionals: [],
  access: 'write',
  prepare(given) {
    const note = Object.fromEntries(LOCALES.flatMap((locale) => [[locale, text(given, `note-${locale}`)]]));
    return ok({ ...reportIn(given), note: note as Partial<CorrectionNote> });
  },
  async run(app, { note, ...asked }) {
    const found = await findGivenReport(needApp(app), asked);
    return found.ok ? freezeEdition(needApp(app), OPERATOR, { ...found.value, note }) : found;
  },
  print: ({ editionId, number, sha256 }) =>
    `Edition ${number} is frozen: ${editionId}, hash ${sha256}. Somebody else approves it now.`
});

const approve = defineCommand<{ editionId: string; sha256: string }, { editionId: string }>({
  name: 'report edition approve',
  summary: 'Say yes to what somebody else froze; whoever typed "freeze" here cannot',
  options: { hash: { type: 'string', value: 'SHA256', about: 'Hash of what was read', required: true } },
  positionals: [edition],
  access: 'write',
  prepare: (given) => ok({ editionId: given.positionals[0]!, sha256: text(given, 'hash') ?? '' }),
  run: (app, input) => approveEdition(needApp(app), OPERATOR, input),
  print: ({ editionId }) => `Approved: ${editionId}. "waymark report publish ${editionId}" publishes it.`
});

const publish = defineCommand<{ editionId: string }, { editionId: string; number: number }>({
  name: 'report publish',
  summary: 'Publish an edition that a second person approved',
  options: {},
  positionals: [edition],
  access: 'write',
  prepare: ({ positionals }) => ok({ editionId: positionals[0]! }),
  run: (app, input) => publishEdition(needApp(app), OPERATOR, input),
  print: ({ editionId, number }) => `Edition ${number} is published: /reports/${editionId}`
});

const rebuild = defineCommand<{ editionId: string; out: string | null }, Rebuilt & { out: string | null }>({
  name: 'report rebuild',
  summary: 'Make an edition again from what was frozen with it: the same bytes, or what differs and why',
  options: { out: { type: 'string', value: 'DIR', about: 'Write its files into this folder' } },
  positionals: [edition],
  access: 'read',
  prepare(given) {
    const out = text(given, 'out');
    return ok({ editionId: given.positionals[0]!, out: out && fromWhereTyped(out) });
  },
  async run(app, { editionId, out }) {
    if (out) mkdirSync(out, { recursive: true });
    const take = (file: { name: string; bytes: Uint8Array }) => {
      if (out) writeFileSync(join(out, file.name), file.bytes);
    };
    const rebuilt = await rebuildEdition(needApp(app), OPERATOR, { editionId, take });
    return rebuilt.ok ? ok({ ...rebuilt.value, out }) : rebuilt;
  },
  print: printRebuilt,
  examples: ['report rebuild 0199-... --out edition-1', 'report rebuild 0199-... --json']
});

function printRebuilt({ number, same, software, different, files, redactions, out }: Rebuilt & { out: string | null }) {
  const newer =
    software.frozen === software.now ? '' : ` It was frozen by ${software.frozen}; this is ${software.now}.`;
  return [
    same ? `Edition ${number} came out the same.` : `Edition ${number} came out otherwise.${newer}`,
    ...different.map(({ name, frozen, now }) => `${name}: frozen as ${frozen}, now ${now}`),
    ...files.map(({ name, sha256, same: alike }) => `${sha256}  ${name}${alike === false ? '  differs' : ''}`),
    ...redactions.map(({ block, kind, on }) => `Taken out on ${on}: ${kind} ${block}`),
    ...(out ? [`Written to ${out}`] : [])
  ].join('\n');
}

const comments = defineCommand<ReportGiven, ReportComment[]>({
  name: 'report comment list',
  summary: 'What was said about the report of a wave',
  options: reportOptions,
  positionals: [],
  access: 'read',
  prepare: (given) => ok(reportIn(given)),
  async run(app, asked) {
    const found = await findGivenReport(needApp(app), asked);
    return found.ok ? listComments(needApp(app), OPERATOR, found.value) : found;
  },
  print: (rows) =>
    rows
      .map(({ id, block, text: said, resolvedAt }) => `${id}  ${block}${resolvedAt ? '  settled' : ''}\n  ${said}`)
      .join('\n') || 'Nobody has said anything'
});

const comment = defineCommand<ReportGiven & { block: string; said: string }, { commentId: string }>({
  name: 'report comment add',
  summary: 'Say something about a part of the report',
  options: reportOptions,
  positionals: [
    { name: 'part', about: 'Id of the part, as in "report --json"' },
    { name: 'text', about: 'What to say' }
  ],
  access: 'write',
  prepare: (given) => ok({ ...reportIn(given), block: given.positionals[0]!, said: given.positionals[1]! }),
  async run(app, { block, said, ...asked }) {
    const found = await findGivenReport(needApp(app), asked);
    if (!found.ok) return found;
    return addComment(needApp(app), OPERATOR, { ...found.value, block, text: said });
  },
  print: ({ commentId }) => `Noted: ${commentId}`
});

const settle = defineCommand<{ commentId: string }, { commentId: string }>({
  name: 'report comment settle',
  summary: 'Say that a comment has been dealt with',
  options: {},
  positionals: [{ name: 'comment', about: 'Id of the comment' }],
  access: 'write',
  prepare: ({ positionals }) => ok({ commentId: positionals[0]! }),
  run: (app, input) => settleComment(needApp(app), OPERATOR, input),
  print: ({ commentId }) => `Settled: ${commentId}`
});

export const editionCommands: readonly Command[] = [
  ...[list, show, compare, freeze, approve, publish, rebuild],
  ...[comments, comment, settle]
];
