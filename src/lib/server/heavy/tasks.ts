import { solveMatch, type MatchOutput } from '$lib/domain/mentoring/match-edges';
import type { MatchProgress } from '$lib/domain/mentoring/assign-at-scale';
import type { MatchProblem } from '$lib/domain/mentoring/match-problem';
import { matchProfiles, type ProfileMatchOutput } from '$lib/domain/mentoring/match-profiles';
import { readEdgesText } from '$lib/domain/mentoring/read-edges';
import type { Objective } from '$lib/domain/mentoring/unmatched';
import { aggregate } from '$lib/domain/reporting/aggregate';
import type { AggregateInput, Aggregates } from '$lib/domain/reporting/aggregate-types';
import type { ModelText } from '$lib/domain/model/types';
import type { ReportDocument } from '$lib/domain/reporting/document';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, type Result } from '$lib/domain/shared/result';
import { loadHighsSolver } from '../disclosure/highs';
import { type CertificateInput, renderCertificate } from '../render/render-certificate';
import { type CriteriaInput, renderCriteria } from '../render/render-criteria';
import { renderReportPdf } from '../render/render-pdf';
import { renderSheet, type SheetInput } from '../render/render-sheet';
import { REPORT_TEXTS } from '../render/report-texts';
import { readWorkbook } from '../shared/read-workbook';

/** How a task says how far it is, and is told to stop; tasks that know neither leave them out. */
export interface HeavyOptions {
  onProgress?: ((progress: MatchProgress) => void) | undefined;
  shouldStop?: (() => boolean) | undefined;
}

/**
 * Work too heavy for the event loop: the server runs it in a worker thread, the command line and tests where they are.
 * Input and output are plain data, so that they can cross to a thread.
 */
export const heavyTasks = {
  async aggregate(input: AggregateInput): Promise<Result<Aggregates>> {
    return aggregate(input, await loadHighsSolver());
  },
  async renderReport(input: {
    document: ReportDocument;
    locale: Locale;
    model: ModelText;
  }): Promise<Result<Uint8Array>> {
    const rendered = await renderReportPdf(input.document, {
      locale: input.locale,
      texts: REPORT_TEXTS[input.locale],
      model: input.model
    });
    return rendered.ok ? ok(new Uint8Array(rendered.value.pdf)) : rendered;
  },
  async readWorkbook(bytes: Uint8Array): Promise<Result<string[][]>> {
    return readWorkbook(bytes);
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
  }
};

export type HeavyTasks = typeof heavyTasks;
export type HeavyTask = keyof HeavyTasks;
export interface OffloadOptions {
  onProgress?: ((progress: MatchProgress) => void) | undefined;
  /** Aborted, a task that can stop early returns what it has. */
  signal?: AbortSignal | undefined;
}
export type Offload = <K extends HeavyTask>(
  task: K,
  input: Parameters<HeavyTasks[K]>[0],
  options?: OffloadOptions
) => Promise<Awaited<ReturnType<HeavyTasks[K]>>>;

/** In this very thread, with the means of the thread to report and to be stopped. */
export function runTask<K extends HeavyTask>(
  task: K,
  input: Parameters<HeavyTasks[K]>[0],
  options: HeavyOptions
): Promise<Awaited<ReturnType<HeavyTasks[K]>>> {
  return (heavyTasks[task] as (given: unknown, options: HeavyOptions) => Promise<never>)(input, options);
}

/** In this very thread. */
export const runHere: Offload = (task, input, { onProgress, signal } = {}) =>
  runTask(task, input, { onProgress, shouldStop: signal && (() => signal.aborted) });
