import { POSTER_ROOM, PUBLIC_TEXTS, type PublicTexts } from '$lib/domain/outreach/public-page';
import type { Audience, MaterialTexts } from '$lib/domain/outreach/material';
import { LOCALES } from '$lib/domain/shared/locale';
import { type Problem, refuse, type Result } from '$lib/domain/shared/result';
import {
  addMaterial,
  addMaterialVersion,
  listMaterials,
  saveMaterial,
  withdrawMaterial
} from '$lib/server/outreach/material-service';
import { readPublicSide, savePublicSide } from '$lib/server/outreach/page-service';
import { listWaitingVisits, settleVisit } from '$lib/server/outreach/visit-service';
import { statusOf } from '$lib/server/shared/form';
import { publicOrigin } from '$lib/server/shared/origin';
import { fail, type RequestEvent } from '@sveltejs/kit';
import { needNetwork } from '../../need';
import { orError } from '../../or-error';
import { readFormData } from '../register/import/upload';

const ROLES = ['coordinator', 'administrator'] as const;

export const load = async (event) => {
  const { networkId, networkName } = needNetwork(event, ROLES);
  const { app, actor } = event.locals;
  const input = { networkId };
  return {
    networkId,
    networkName,
    origin: publicOrigin(app.env),
    posterRoom: POSTER_ROOM,
    side: orError(await readPublicSide(app, actor, input)),
    visits: orError(await listWaitingVisits(app, actor, input)),
    materials: orError(await listMaterials(app, actor, input))
  };
};

type Part = 'page' | 'calls' | 'materials';
interface Answered {
  /** Which part of the page the answer belongs to. */
  part: Part;
  done?: 'saved' | 'contact';
  problems?: Problem[];
  /** Which material or sign-up it is about. */
  about?: string;
}

function answer(part: Part, result: Result<unknown>, about?: string) {
  if (result.ok) return { part, done: 'saved' } as Answered;
  return fail(statusOf(result.problems), { part, problems: result.problems, about } as Answered);
}

async function readFields(request: Request): Promise<Result<{ text: (name: string) => string; file: File | null }>> {
  const form = await readFormData(request);
  if (!form.ok) return form;
  const data = form.value;
  const file = data.get('file');
  return {
    ok: true,
    value: {
      text: (name) => {
        const value = data.get(name);
        // browsers send both characters at the end of a line
        return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
      },
      file: file instanceof File && file.name !== '' ? file : null
    }
  };
}

const titles = (text: (name: string) => string): MaterialTexts =>
  Object.fromEntries(
    LOCALES.map((locale) => [
      locale,
      { title: text(`texts.${locale}.title`), description: text(`texts.${locale}.description`) }
    ])
  );

const noFile = () => refuse('file-missing', 'file', 'Choose a file first.');

export const actions = {
  save: async (event) => {
    const { networkId } = needNetwork(event, ROLES);
    const { app, actor } = event.locals;
    const read = await readFields(event.request);
    if (!read.ok) return answer('page', read);
    const { text } = read.value;
    const texts: PublicTexts = Object.fromEntries(
      LOCALES.map((locale) => [
        locale,
        Object.fromEntries(PUBLIC_TEXTS.map((name) => [name, text(`texts.${locale}.${name}`)]))
      ])
    );
    const slug = text('slugShown') === '' ? undefined : text('slug').trim();
    const saved = await savePublicSide(app, actor, {
      ...{ networkId, version: Number(text('version')), slug, texts, ownerId: text('ownerId') || null },
      ...{ pageOn: text('pageOn') !== '', widgetOn: text('widgetOn') !== '' }
    });
    return answer('page', saved);
  },
  settle: async (event) => {
    needNetwork(event, ROLES);
    const read = await readFields(event.request);
    if (!read.ok) return answer('calls', read);
    const { text } = read.value;
    const signUpId = text('signUpId');
    const confirmed = text('outcome') !== 'no';
    const done = await settleVisit(event.locals.app, event.locals.actor, {
      ...{ signUpId, confirmed, allow: text('outcome') === 'allowed' }
    });
    if (done.ok) return { part: 'calls', done: confirmed ? 'contact' : 'saved' } as Answered;
    return answer('calls', done, signUpId);
  },
  add: async (event) => {
    const { networkId } = needNetwork(event, ROLES);
    const read = await readFields(event.request);
    if (!read.ok) return answer('materials', read);
    const { text, file } = read.value;
    if (!file) return answer('materials', noFile());
    const added = await addMaterial(event.locals.app, event.locals.actor, {
      ...{ networkId, texts: titles(text), audience: text('audience') as Audience },
      ...{ fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
    });
    return answer('materials', added);
  },
  words: async (event) =>
    material(event, (text, materialId) => {
      const audience = text('audience') as Audience;
      return saveMaterial(event.locals.app, event.locals.actor, { materialId, texts: titles(text), audience });
    }),
  version: async (event) =>
    material(event, async (_text, materialId, file) => {
      if (!file) return noFile();
      const bytes = new Uint8Array(await file.arrayBuffer());
      return addMaterialVersion(event.locals.app, event.locals.actor, { materialId, fileName: file.name, bytes });
    }),
  withdraw: async (event) =>
    material(event, (text, materialId) =>
      withdrawMaterial(event.locals.app, event.locals.actor, { materialId, withdrawn: text('withdrawn') !== '' })
    )
};

async function material(
  event: RequestEvent,
  work: (text: (name: string) => string, materialId: string, file: File | null) => Promise<Result<unknown>>
) {
  needNetwork(event, ROLES);
  const read = await readFields(event.request);
  if (!read.ok) return answer('materials', read);
  const { text, file } = read.value;
  const materialId = text('materialId');
  return answer('materials', await work(text, materialId, file), materialId);
}
