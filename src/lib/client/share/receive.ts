import { putShared } from './inbox';

/** Where the manifest lets other apps send what is shared. */
export const SHARE_PATH = '/app/share';

/**
 * What another app shares, kept on the device before anything else happens, and the way to the page that opens it. Where
 * nothing can be stored, the text goes along behind the `#`, which no server sees.
 */
export async function receiveShare(request: Request): Promise<Response> {
  const form = await request.formData();
  const field = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const shared = { title: field('title'), text: field('text'), url: field('url') };
  const id = crypto.randomUUID();
  const at = new Date().toISOString();
  try {
    await putShared({ id, at, ...shared });
  } catch {
    return Response.redirect(`${SHARE_PATH}#${new URLSearchParams(shared).toString()}`, 303);
  }
  return Response.redirect(`${SHARE_PATH}/${id}`, 303);
}
