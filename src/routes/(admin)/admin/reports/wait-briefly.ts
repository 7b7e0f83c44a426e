import type { Actor } from '$lib/domain/identity/actor';
import type { App } from '$lib/server/app';
import { type DraftProgress, draftProgress, startDraft } from '$lib/server/reporting/draft-job-service';
import type { ReportOf } from '$lib/server/reporting/wave-of-report';

/** A page waits so long for counting; then it shows how far it is. */
const PATIENCE_MS = 1000;
const STEP_MS = 50;

/** Begins counting, and waits for it for a moment: most networks are counted by then. Null where the page may be shown. */
export async function waitBriefly(app: App, actor: Actor, report: ReportOf): Promise<DraftProgress | null> {
  const before = await draftProgress(app, actor, report);
  if (before.ok && before.value.state === 'cancelled') return before.value;
  const begun = await startDraft(app, actor, report);
  if (!begun.ok) return null;
  for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
    const now = await draftProgress(app, actor, report);
    if (!now.ok || now.value.state !== 'running') return null;
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  const last = await draftProgress(app, actor, report);
  return last.ok && last.value.state === 'running' ? last.value : null;
}
