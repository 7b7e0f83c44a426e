import { solveMatch, type MatchOutput } from '$lib/domain/mentoring/match-edges';
import type { MatchProgress } from '$lib/domain/mentoring/assign-at-scale';
import type { MatchProblem } from '$lib/domain/mentoring/match-problem';
import { matchProfiles, type ProfileMatchOutput } from '$lib/domain/mentoring/match-profiles';
import { readEdgesText } from '$lib/domain/mentoring/read-edges';
import type { Objective } from '$lib/domain/mentoring/unmatched';
import {
  type AuditedCell,
  type ProtectedTable,
  protectAndAudit,
  protectTable
} from '$lib/domain/disclosure/protect-table';
import { aggregate } from '$lib/domain/reporting/aggregate';
import type { AggregateInput, Aggregates } from '$lib/domain/reporting/aggregate-types';
import type { ModelText } from '$lib/domain/model/types';
import { type CoverageCounts, protectCoverage, type PublicCoverage } from '$lib/domain/outreach/public-coverage';
import {
  type BoundaryLevel,
  type BoundaryPlaces,
  type BoundaryReading,
  readBoundaries
} from '$lib/domain/register/boundaries/read-boundaries';
import type { ReportDocument } from '$lib/domain/reporting/document';
import type { ReportTexts } from '$lib/domain/reporting/word';
import { guardEdition, type PublishedWave } from '$lib/domain/reporting/guard-edition';
import type { EditionFileKind } from '$lib/domain/reporting/release/list-edition-files';
import type { Locale } from '$lib/domain/shared/locale';
import type { ImportKind, ListTable } from '$lib/domain/outreach/imports/kinds';
import { ok, type Result } from '$lib/domain/shared/result';
import { readListBytes } from '../outreach/read-list-bytes';
import { type VisitPlan, planVisits } from '$lib/domain/visits/plan-visits';
import type { VisitProblem, VisitProgress } from '$lib/domain/visits/visit-problem';
import { loadHighsSolver } from '../disclosure/highs';
import { type BookletPrint, renderBooklet } from '../render/render-booklet';
import { trySetting } from '../render/try-setting';
import { writeSheets } from '../render/write-sheets';
import { type CertificateInput, renderCertificate } from '../render/render-certificate';
import { type CriteriaInput, renderCriteria } from '../render/render-criteria';
import { type EditionFile, renderEditionFile, renderEditionFiles, type RenderInput } from '../render/edition-files';
import { type Pictures, renderReportPdf } from '../render/render-pdf';
import { type PosterInput, renderPoster } from '../render/render-poster';
import { renderSheet, type SheetInput } from '../render/render-sheet';
import { REPORT_TEXTS } from '../render/report-texts';
import { readWorkbook } from '../shared/read-workbook';

/** How a task says how far it is, and is told to stop; tasks that know neither leave them out. */
export interface HeavyOptions<P = MatchProgress> {
  onProgress?: ((progress: P) => void) | undefined;
  shouldStop?: (() => boolean) | undefined;
}

/** Tables counted and protected, of so many. */
export interface CountProgress {
  done: number;
  of: number;
}

/**
 * Work too heavy for the event loop: the server runs it in a worker thread, the command line and tests where they are.
 * Input and output are plain data, so that they can cross to a thread.
 */
export const heavyTasks = {
  async aggregate(
    input: AggregateInput,
    { onProgress, shouldStop }: HeavyOptions<CountProgress> = {}
  ): Promise<Result<Aggregates>> {
    return aggregate(input, await loadHighsSolver(), {
      ...(onProgress && { onProgress: (done: number, of: number) => onProgress({ done, of }) }),
      ...(shouldStop && { shouldStop })
    });
  },
  /** A table as `waymark disclose` reads it. Told to stop, or after so many seconds, it gives the best it has. */
  async disclose(
    { table, audit, seconds }: { table: unknown; audit: boolean; seconds: number },
    { shouldStop }: HeavyOptions = {}
  ): Promise<Result<ProtectedTable & { audit?: AuditedCell[] }>> {
    const begun = performance.now();
    const secondsLeft = () => (shouldStop?.() ? 0 : seconds - (performance.now() - begun) / 1000);
    const solve = await loadHighsSolver();
    if (!audit) return protectTable(table, solve, { secondsLeft });
    const audited = await protectAndAudit(table, solve, { secondsLeft });
    return audited.ok ? ok({ ...audited.value.table, audit: audited.value.audit }) : audited;
  },
  async renderReport(input: {
    document: ReportDocument;
    locale: Locale;
    model: ModelText;
    /** Today's where they are left out. */
    texts?: ReportTexts;
    pictures?: Pictures;
  }): Promise<Result<Uint8Array>> {
    const { document, locale, model, pictures, texts = REPORT_TEXTS[locale] } = input;
    const rendered = await renderReportPdf(document, { locale, texts, model }, pictures);
    return rendered.ok ? ok(new Uint8Array(rendered.value.pdf)) : rendered;
  },
  /** Whether another edition of a wave reveals nothing beside those published. */
  async guardEdition(given: { previous: PublishedWave[]; next: PublishedWave }): Promise<Result<{ audited: number }>> {
    return guardEdition(given.previous, given.next, await loadHighsSolver());
  },
  /** Whether a picture can be set: one that cannot would keep every PDF it stands in from being made. */
  async showPicture(picture: { sha256: string; bytes: Uint8Array }): Promise<Result<null>> {
    return trySetting(picture);
  },
  /** One file of an edition, as it is downloaded. */
  async renderEditionFile({ kind, ...input }: RenderInput & { kind: EditionFileKind }): Promise<Result<EditionFile>> {
    return renderEditionFile(input, kind);
  },
  /** All files of an edition in one language: the same input, the same bytes. */
  async renderEditionFiles(input: RenderInput): Promise<Result<EditionFile[]>> {
    return renderEditionFiles(input);
  },
  /** A file of boundaries, as `readBoundaries` reads its text. */
  async readBoundaries(input: {
    bytes: Uint8Array;
    places: BoundaryPlaces;
    level: BoundaryLevel | null;
  }): Promise<Result<BoundaryReading>> {
    return readBoundaries(new TextDecoder().decode(input.bytes), input.places, input.level);
  },
  async readWorkbook(bytes: Uint8Array): Promise<Result<string[][]>> {
    return readWorkbook(bytes);
  },
  /** A list of contacts or meetings in a file, as a table. */
  async readList({ bytes, kind }: { bytes: Uint8Array; kind: ImportKind }): Promise<Result<ListTable>> {
    return readListBytes(bytes, kind);
  },
  async writeSheets(sheets: Parameters<typeof writeSheets>[0]): Promise<Uint8Array<ArrayBuffer>> {
    return writeSheets(sheets);
  },
  async renderCriteria(input: CriteriaInput): Promise<Result<Uint8Array>> {
    const rendered = await renderCriteria(input);
    return rendered.ok ? ok(new Uint8Array(rendered.value.pdf)) : rendered;
  },
  async renderSheet(input: SheetInput): Promise<Result<Uint8Array>> {
    const rendered = await renderSheet(input);
    return rendered.ok ? ok(new Uint8Array(rendered.value.pdf)) : rendered;
  },
  async renderCertificate(input: CertificateInput): Promise<Result<Uint8Array>> {
    const rendered = await renderCertificate(input);
    return rendered.ok ? ok(new Uint8Array(rendered.value.pdf)) : rendered;
  },
  async renderBooklet(input: BookletPrint): Promise<Result<Uint8Array>> {
    const rendered = await renderBooklet(input);
    return rendered.ok ? ok(new Uint8Array(rendered.value.pdf)) : rendered;
  },
  async renderPoster(input: PosterInput): Promise<Result<Uint8Array>> {
    const rendered = await renderPoster(input);
    return rendered.ok ? ok(new Uint8Array(rendered.value.pdf)) : rendered;
  },
  async protectCoverage(input: { counts: CoverageCounts; threshold: number }): Promise<Result<PublicCoverage>> {
    return protectCoverage(input.counts, input.threshold, await loadHighsSolver());
  },
  /** The text of a file of scores, as `waymark match --edges` reads it. */
  async matchText(text: string, { onProgress, shouldStop }: HeavyOptions = {}): Promise<Result<MatchOutput>> {
    const problem = readEdgesText(text);
    return problem.ok ? ok(solveMatch(problem.value, problem.value.objective, { onProgress, shouldStop })) : problem;
  },
  /** Profiles as `waymark match --input` reads them. */
  async matchProfiles(
    input: unknown,
    { onProgress, shouldStop }: HeavyOptions = {}
  ): Promise<Result<ProfileMatchOutput>> {
    return matchProfiles(input, { onProgress, shouldStop });
  },
  async match(
    { objective = 'total', ...problem }: MatchProblem & { objective?: Objective },
    { onProgress, shouldStop }: HeavyOptions = {}
  ): Promise<MatchOutput> {
    return solveMatch(problem, objective, { onProgress, shouldStop });
  },
  /** As `waymark visits` and the page for planning visits ask for it. */
  async planVisits(
    problem: VisitProblem,
    { onProgress, shouldStop }: HeavyOptions<VisitProgress> = {}
  ): Promise<Result<VisitPlan>> {
    return planVisits(problem, await loadHighsSolver(), { onProgress, shouldStop });
  }
};

export type HeavyTasks = typeof heavyTasks;
export type HeavyTask = keyof HeavyTasks;
/** What a task says of how far it is. */
export type ProgressOf<K extends HeavyTask> = K extends 'planVisits'
  ? VisitProgress
  : K extends 'aggregate'
    ? CountProgress
    : MatchProgress;
export interface OffloadOptions<P = MatchProgress> {
  onProgress?: ((progress: P) => void) | undefined;
  /** Aborted, a task that can stop early returns what it has. */
  signal?: AbortSignal | undefined;
}
export type Offload = <K extends HeavyTask>(
  task: K,
  input: Parameters<HeavyTasks[K]>[0],
  options?: OffloadOptions<ProgressOf<K>>
) => Promise<Awaited<ReturnType<HeavyTasks[K]>>>;

/** In this very thread, with the means of the thread to report and to be stopped. */
export function runTask<K extends HeavyTask>(
  task: K,
  input: Parameters<HeavyTasks[K]>[0],
  options: HeavyOptions<ProgressOf<K>>
): Promise<Awaited<ReturnType<HeavyTasks[K]>>> {
  return (heavyTasks[task] as (given: unknown, options: HeavyOptions<ProgressOf<K>>) => Promise<never>)(input, options);
}

/** In this very thread. */
export const runHere: Offload = (task, input, { onProgress, signal } = {}) =>
  runTask(task, input, { onProgress, shouldStop: signal && (() => signal.aborted) });
