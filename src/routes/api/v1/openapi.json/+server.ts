import { writeOpenapi } from '$lib/server/api/openapi';

export const GET = () => Response.json(writeOpenapi(), { headers: { 'cache-control': 'public, max-age=3600' } });
