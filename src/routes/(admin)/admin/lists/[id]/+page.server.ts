import type { Problem } from '$lib/domain/shared/result';
import { readImport, stopImport, undoListImport } from '$lib/server/outreach/list-import-service';
import { statusOf } from '$lib/server/shared/form';
import { fail } from '@sveltejs/kit';
import { needNetwork } from '../../../need';
import { orError } from '../../../or-error';
import { ROLES } from '../../campaigns/roles';
import { afterFirst } from '../after-first';

export const load = async (event) => {
  const { networkId } = needNetwork(event, ROLES);
  const { app, actor } = event.locals;
  const shown = orError(await readImport(app, actor, { importId: event.params.id }));
  const { id, kind, fileName, state, lost, total, doneRows, counts, createdAt, createdByName, changes, undone } = shown;
  return {
    ...{ networkId, id, kind, fileName, state, lost, total, doneRows, counts, createdAt, createdByName, changes },
    undone: undone && {
      ...{ removed: undone.removed, restored: undone.restored, kept: undone.kept },
      keptNames: undone.keptNames
    }
  };
};

const refused = (problems: Problem[]) => fail(statusOf(problems), { problems });

export const actions = {
  stop: async ({ locals, params }) => {
    const done = await stopImport(locals.app, locals.actor, { importId: params.id });
    return done.ok ? { stopAsked: true } : refused(done.problems);
  },
  undo: async ({ locals, params }) => {
    const { app, actor } = locals;
    const done = await afterFirst(app, (told) => {
      told(params.id);
      return undoListImport(app, actor, { importId: params.id });
    });
    return 'result' in done && !done.result.ok ? refused(done.result.problems) : { undoing: true };
  }
};
