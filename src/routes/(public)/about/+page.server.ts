import register from '$lib/content/demo/se-municipalities.json';

export const load = ({ locals }) => ({
  demoSource: locals.app.env.WAYMARK_DEMO === '1' ? register.source.citation : null
});
