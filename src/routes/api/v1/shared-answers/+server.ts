import { copySharedAnswers } from '$lib/server/assessment/assist-service';
import { readJson } from '$lib/server/shared/read-json';
import { toResponse } from '$lib/server/shared/to-response';

/** Copies answers between municipalities one officer answers for: `{fromAssessmentId, toAssessmentIds}`. */
export const POST = async ({ locals, request }) => {
  const body = await readJson(request);
  return toResponse(
    body.ok
      ? await copySharedAnswers(
          locals.app,
          locals.actor,
          body.value as { fromAssessmentId: string; toAssessmentIds: string[] }
        )
      : body
  );
};
