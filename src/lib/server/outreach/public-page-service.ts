import * as z from 'zod/mini';
import type { Actor } from '$lib/domain/identity/actor';
import { from, locale as localeField } from '$lib/domain/identity/inputs';
import { normaliseEmail } from '$lib/domain/outreach/contact-email';
import { normalisePhone } from '$lib/domain/outreach/contact-phone';
import { mayBeContacted } from '$lib/domain/outreach/may-be-contacted';
import { materialWords } from '$lib/domain/outreach/material';
import type { PublicText } from '$lib/domain/outreach/public-page';
import { DAYS_TO_CONFIRM, judgeFormTime, type SignUpInput, signUpInput } from '$lib/domain/outreach/visit-sign-up';
import { authorize } from '$lib/domain/identity/permissions';
import { check } from '$lib/domain/shared/check';
import type { Locale } from '$lib/domain/shared/locale';
import { ok, type Problem, refuse, refuseAll, type Result } from '$lib/domain/shared/result';
import { findNewestModel } from '../model/choose-model';
import type { App } from '../app';
import type { Tx } from '../db/client';
import { addressKey, takeTry } from '../auth/limits';
import { newToken, sha256 } from '../auth/secrets';
import { queueMail } from '../mail/queue-mail';
import { dayWords } from '../mail/mail-words';
import { renderMail } from '../mail/render-mail';
import { listMunicipalities } from '../register/repository';
import { change } from '../shared/change';
import { publicOrigin } from '../shared/origin';
import { today } from '../shared/today';
import { readFormTime, signFormTime } from './form-time';
import { materialsOf } from './material-repository';
import { ownerOfVisits } from './accept-sign-up';
import { addressContactable } from './contactable';
import { findPageBySlug, listShownPages, type NetworkRow } from './public-page-repository';
import { countOpenSignUps, hasOpenSignUp, insertSignUp, type SignUpRow, waitingSignUps } from './sign-up-repository';

const DAY_MS = 86_400_000;
/** More open sign-ups than this are no municipalities any more. */
const MOST_OPEN = 500;

export interface MaterialShown {
  id: string;
  title: string;
  description: string;
  /** The language of its words, where it is not the reader's. */
  locale: Locale;
  mediaType: string;
  size: number;
  version: number;
  addedAt: Date;
  members: boolean;
}

export interface PublicPage {
  slug: string;
  network: string;
  demo: boolean;
  /** Own words in the reader's language; what is left out is said in the program's. */
  texts: Partial<Record<PublicText, string>>;
  municipalities: { id: string; name: string; county: string | null }[];
  materials: MaterialShown[];
  /** The roadmap this network works with, as the booklet's address names it. */
  model: string;
  widgetOn: boolean;
  /** Goes back with the form. */
  shown: string;
}

/** Networks that show themselves, for the start page. */
export async function listPublicPages(app: App, _actor: Actor): Promise<{ slug: string; name: string }[]> {
  return listShownPages(app.db.read);
}

/** A network's page; one that is switched off is not there. */
export async function readPublicPage(
  app: App,
  actor: Actor,
  input: { slug: string; locale: Locale }
): Promise<Result<PublicPage>> {
  const given = check(z.object({ slug: z.string(), locale: localeField }), input);
  if (!given.ok) return given;
  const found = await findPageBySlug(app.db.read, given.value.slug);
  if (!found?.page.pageOn) return gone();
  const { page, network } = found;
  const { locale } = given.value;
  const member = authorize(actor, 'network:read', { networkId: network.id }) === null;
  const places = await listMunicipalities(app.db.read, { networkId: network.id, on: today(app) });
  const model = await findNewestModel(app, network.id);
  const materials = (await materialsOf(app.db.read, network.id, false)).filter(
    ({ audience }) => audience === 'public' || member
  );
  return ok({
    slug: given.value.slug,
    network: network.name,
    demo: network.demo,
    texts: page.texts[locale] ?? {},
    municipalities: places
      .map(({ id, name, countyName }) => ({ id, name, county: countyName }))
      .sort((a, b) => a.name.localeCompare(b.name, network.locale)),
    materials: materials.flatMap(({ id, texts, audience, versions: [newest] }) => {
      if (!newest) return [];
      const words = materialWords(texts, locale, network.locale);
      const { mediaType, size, number, addedAt } = newest;
      return [{ id, ...words, mediaType, size, version: number, addedAt, members: audience === 'members' }];
    }),
    model: `${model.id}-${model.version}`,
    widgetOn: page.widgetOn,
    shown: signFormTime(page.formKey, app.now())
  });
}

/**
 * Somebody asks for a visit. Nothing is believed yet: whoever has the mailbox confirms by a button, and only then does
 * it become a contact. Whether an address is known, or known as one not to be written to, shows nowhere.
 *
 * Errors: by field; `robot`, `form-fast`, `form-old`; `too-many-tries`; `not-found`.
 */
export async function signUpForVisit(
  app: App,
  actor: Actor,
  input: SignUpInput & { from: z.infer<typeof from> }
): Promise<Result<{ sent: 'mail' | 'call' }>> {
  const asked = check(z.object({ slug: z.string(), from }), input);
  if (!asked.ok) return asked;
  const found = await findPageBySlug(app.db.read, asked.value.slug);
  if (!found?.page.pageOn) return gone();
  const { page, network } = found;
  const now = app.now();
  const robot = judgeRobot(input, readFormTime(page.formKey, String(input.shown)), now);
  if (robot) return robot;
  const read = readFields(input, network.country);
  if (!read.ok) return read;
  const said = read.value;
  const places = await listMunicipalities(app.db.read, { networkId: network.id, on: today(app) });
  const place = places.find(({ id }) => id === said.municipalityId);
  if (!place) return refuse('municipality-unknown', 'municipalityId', 'Choose a municipality from the list.');
  const tried = await takeTry(app, [['visit-address', addressKey(asked.value.from.address)]]);
  if (tried) return tried;
  // so that nobody fills somebody else's mailbox; the answer is the same, for an address is nobody else's business
  const flooded = said.email !== '' && (await takeTry(app, [['visit-mail', said.email]])) !== null;
  if (flooded) return ok({ sent: 'mail' });
  const token = said.email === '' ? null : newToken();
  const expiresAt = new Date(now.getTime() + DAYS_TO_CONFIRM * DAY_MS);
  const row: SignUpRow = {
    ...{ id: app.newId(), networkId: network.id, municipalityId: place.id, name: said.name, role: said.role },
    ...{ email: said.email, phone: said.phone, wish: said.wish, locale: said.locale },
    ...{ tokenHash: token && sha256(token), createdAt: now, expiresAt },
    ...{ confirmedAt: null, contactId: null, followUpId: null }
  };
  const entry = { action: 'visit:ask', networkId: network.id, subject: row.id };
  return change(app, actor, entry, async ({ tx }) => {
    if ((await countOpenSignUps(tx, network.id, new Date(now.getTime() - DAY_MS))) >= MOST_OPEN)
      return refuse('too-many-tries', '', 'Too many people sign up just now - try again tomorrow.');
    // one mail is what they asked for; whoever wants none gets no second one while it waits
    if (token && (await wantsNoMail(app, tx, row)) && (await hasOpenSignUp(tx, row)))
      return ok({ sent: 'mail' as const });
    if (!token) await tellOfCall(app, tx, { network, municipality: place.name });
    await insertSignUp(tx, row);
    if (token) {
      // nothing that was typed goes into the mail: nobody sends words of theirs to others through us
      const letter = renderMail(said.locale, 'visit-confirm', {
        network: network.name,
        municipality: place.name,
        link: `${publicOrigin(app.env)}/visit/${token}`,
        until: dayWords(said.locale, expiresAt)
      });
      await queueMail(tx, app, { networkId: network.id, recipient: said.email, ...letter, expiresAt });
    }
    return ok({ sent: token ? ('mail' as const) : ('call' as const) });
  });
}

async function wantsNoMail(app: App, tx: Tx, { networkId, email }: SignUpRow): Promise<boolean> {
  return !mayBeContacted(await addressContactable(app, tx, networkId, { email }), 'mail', 'personal').may;
}

/** Somebody has to call. Told once a day: a form that is sent many times fills nobody's mailbox. */
async function tellOfCall(app: App, tx: Tx, of: { network: NetworkRow; municipality: string }): Promise<void> {
  const { network } = of;
  const now = app.now();
  const { calls } = await waitingSignUps(tx, network.id, now);
  if (calls.some(({ signUp }) => now.getTime() - signUp.createdAt.getTime() < DAY_MS)) return;
  const owner = await ownerOfVisits(tx, network.id);
  if (!owner) return;
  const letter = renderMail(owner.locale, 'visit-call', {
    network: network.name,
    municipality: of.municipality,
    link: `${publicOrigin(app.env)}/admin/public?network=${network.id}#calls`
  });
  await queueMail(tx, app, { networkId: network.id, recipient: owner.email, ...letter });
}

function judgeRobot(input: SignUpInput, shown: number | null, now: Date) {
  if (String(input.website) !== '')
    return refuse('robot', 'website', 'Leave the field that says so empty, then send again.');
  const judged = judgeFormTime(shown, now.getTime());
  if (judged.person) return null;
  if (judged.because === 'too-fast') return refuse('form-fast', '', 'That was very quick - please press send again.');
  return refuse('form-old', '', 'The page has lain open for long - check what you wrote and send again.');
}

type Fields = Omit<z.infer<typeof signUpInput>, 'slug' | 'website' | 'shown'>;

/** Every fault at once, address and number as they are kept. */
function readFields(input: SignUpInput, country: string): Result<Fields> {
  const given = check(signUpInput, { ...input, municipalityId: input.municipalityId || undefined });
  const email = normaliseEmail(String(input.email ?? ''));
  const phone = normalisePhone(String(input.phone ?? ''), country);
  const problems: Problem[] = [
    ...(given.ok ? [] : given.problems.map((one) => ({ ...one, code: `visit-${one.path}` }))),
    ...(email.ok ? [] : email.problems),
    ...(phone.ok ? [] : phone.problems)
  ];
  if (email.ok && phone.ok && email.value === '' && phone.value === '')
    problems.push({ code: 'reach-missing', path: 'email', message: 'Give an e-mail address or a phone number.' });
  if (problems.length || !given.ok || !email.ok || !phone.ok) return refuseAll(problems);
  const { slug: _slug, website: _website, shown: _shown, ...fields } = given.value;
  return ok({ ...fields, email: email.value, phone: phone.value });
}

const gone = () => refuse('not-found', 'slug', 'There is no such page.');
