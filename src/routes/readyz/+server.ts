/** The database can be read: only then should a proxy send people here. */
export const GET = async ({ locals }) => {
  await locals.app.db.ping();
  return new Response('ready\n', { headers: { 'cache-control': 'no-store' } });
};
