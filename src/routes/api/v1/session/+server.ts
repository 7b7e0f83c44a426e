/** Who is signed in on this device: what the offline shell asks first. */
export const GET = ({ locals }) =>
  Response.json(
    { person: locals.person, demo: locals.app.env.WAYMARK_DEMO === '1' },
    { headers: { 'cache-control': 'no-store' } }
  );
