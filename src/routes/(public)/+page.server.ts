import { DEMO_PASSWORD, DEMO_PEOPLE } from '$lib/server/demo/demo-people';
import { demoRegister } from '$lib/server/demo/create-demo';
import { shippedModels } from '$lib/server/model/seed';
import { listPublicPages } from '$lib/server/outreach/public-page-service';
import { getLocale } from '$lib/paraglide/runtime.js';
import { redirect } from '@sveltejs/kit';

export const load = async ({ locals }) => {
  if (locals.person) redirect(303, '/app');
  return {
    levels: levelNames(getLocale()),
    networks: await listPublicPages(locals.app, locals.actor),
    demoSignIns: locals.app.env.WAYMARK_DEMO === '1' ? demoSignIns() : null
  };
};

/** The steps as the newest model of ours calls them. */
function levelNames(locale: string) {
  const { model, texts } = shippedModels.at(-1)!;
  const text = texts.find((one) => one.locale === locale);
  return model.levels.map((level) => ({ level, name: text?.levels[level]?.name ?? String(level) }));
}

/** Officers first: most people come as one. */
function demoSignIns() {
  const people = DEMO_PEOPLE.map(({ email, role, code }) => ({
    email,
    role,
    municipality: demoRegister.find((place) => place.code === code)?.name ?? ''
  }));
  const officers = people.filter(({ role }) => role === 'officer');
  return { password: DEMO_PASSWORD, people: [...officers, ...people.filter((one) => !officers.includes(one))] };
}
