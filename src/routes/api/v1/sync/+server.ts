import { describeDevice } from '$lib/domain/identity/describe-device';
import { noteDevice } from '$lib/server/push/seen-service';
import { pushes, readInTurn } from '$lib/server/sync/admission';
import { pullChanges, pushCommands } from '$lib/server/sync/service';
import { compressed } from '$lib/server/shared/compressed';
import { otherPerson } from '$lib/server/shared/other-person';
import { storageTrouble } from '$lib/server/shared/storage-trouble';
import { readPush } from '$lib/server/sync/read-push';
import { toReply } from '$lib/server/shared/to-response';

/** `x-waymark-device: DEVICE/UNSENT`: a device that was in touch is not silent. What is no such header is left out. */
async function note(locals: App.Locals, request: Request, deviceId?: unknown): Promise<void> {
  const [id = '', unsent] = (request.headers.get('x-waymark-device') ?? '').split('/');
  const device = describeDevice(request.headers.get('user-agent'));
  const sent = deviceId !== undefined;
  const given = sent ? { deviceId: deviceId as string } : { deviceId: id, unsent: Number(unsent) };
  await noteDevice(locals.app, locals.actor, { ...given, sent, device }).catch((error: unknown) => {
    // a full or locked disk must not keep people from reading, and what was sent is saved already
    if (!storageTrouble(error)) throw error;
  });
}

export const POST = async ({ locals, request }) => {
  const other = otherPerson(locals, request);
  if (other) return other;
  const length = request.headers.get('content-length');
  return pushes.run(
    async () => {
      const body = await readPush(request);
      const pushed = body.ok ? await pushCommands(locals.app, locals.actor, body.value) : body;
      if (body.ok && pushed.ok && pushed.value.outcomes.length)
        await note(locals, request, (body.value as { deviceId: string }).deviceId);
      return compressed(request, toReply(pushed));
    },
    length === null ? null : Number(length)
  );
};

export const GET = async ({ locals, request, url }) => {
  const since = Number(url.searchParams.get('since') ?? 0);
  const input = { since, page: url.searchParams.get('page') };
  const other = otherPerson(locals, request);
  if (other) return other;
  return readInTurn(async () => {
    const pulled = await pullChanges(locals.app, locals.actor, input);
    if (pulled.ok) await note(locals, request);
    return compressed(request, toReply(pulled, { 'cache-control': 'no-store' }));
  });
};
