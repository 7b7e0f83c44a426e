/** A page still open of whoever was signed in here before: nothing of theirs is sent as, or fetched for, somebody else. */
export function otherPerson(locals: App.Locals, request: Request): Response | null {
  const meant = request.headers.get('x-waymark-person');
  if (!meant || !locals.person || meant === locals.person.id) return null;
  const message = 'Somebody else is signed in on this device now - sign in again to send your own work.';
  return Response.json({ errors: [{ code: 'other-person', path: '', message }] }, { status: 401 });
}
