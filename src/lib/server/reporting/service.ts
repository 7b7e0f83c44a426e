import type { Actor } from '$lib/domain/identity/actor';
import { authorize } from '$lib/domain/identity/permissions';
import type { Locale } from '$lib/domain/shared/locale';
import type { Problem, Result } from '$lib/domain/shared/result';
import { ok } from '$lib/domain/shared/result';
import type { App } from '../app';
import { type Drafted, editDraft } from './edit-draft';
import { picturesOf } from './edition-store';
import { type ScreenReport, wordForScreen } from './public-service';
import { listPublishedEditions } from './repository';
import type { ReportOf } from './wave-of-report';

/** The report as it would be frozen now: every number in it has been through disclosure control. */
export async function draftReport(app: App, actor: Actor, input: ReportOf): Promise<Result<Drafted>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  return editDraft(app, actor, input);
}

/** The draft as a page in one language, with what keeps it from being frozen. */
export async function previewReport(
  app: App,
  actor: Actor,
  input: ReportOf & { locale: Locale }
): Promise<Result<ScreenReport & { tooFew: boolean; problems: Problem[]; warnings: Problem[] }>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  const drafted = await editDraft(app, actor, input);
  if (!drafted.ok) return drafted;
  const { document, texts, aggregates, problems, warnings } = drafted.value;
  const model = texts.find((text) => text.locale === input.locale)!;
  return ok({
    ...wordForScreen(document, input.locale, model),
    tooFew: aggregates.status === 'too-few',
    problems,
    warnings
  });
}

/** The draft as PDF in one language; nobody but the network's own people sees it. */
export async function draftPdf(
  app: App,
  actor: Actor,
  input: ReportOf & { locale: Locale }
): Promise<Result<Uint8Array>> {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  const drafted = await editDraft(app, actor, input);
  if (!drafted.ok) return drafted;
  const { document, texts } = drafted.value;
  return app.offload('renderReport', {
    document,
    locale: input.locale,
    model: texts.find((text) => text.locale === input.locale)!,
    pictures: await picturesOf(app, document)
  });
}

export async function listReports(app: App, actor: Actor, input: { networkId: string }) {
  const refused = authorize(actor, 'report:draft', { networkId: input.networkId });
  if (refused) return refused;
  return ok(await listPublishedEditions(app.db.read, input.networkId));
}
