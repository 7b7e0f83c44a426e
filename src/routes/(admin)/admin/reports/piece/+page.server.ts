import { getLocale } from '$lib/paraglide/runtime.js';
import { pieceKey, type Piece } from '$lib/domain/reporting/editorial/pieces';
import { refuse, type Result } from '$lib/domain/shared/result';
import { findNumbers, listPlaces, previewPiece, readPiece } from '$lib/server/reporting/piece-service';
import { listQuotes } from '$lib/server/reporting/quote-service';
import { savePiece, takeBackPiece } from '$lib/server/reporting/editorial-service';
import { addPicture } from '$lib/server/reporting/picture-service';
import { readForm, statusOf } from '$lib/server/shared/form';
import { fail, redirect } from '@sveltejs/kit';
import { orError } from '../../../or-error';
import { reportOf } from '../report-of';
import { readPieceForm } from './read-piece-form';
import { typedIn } from './typed-in';

const ADDED = ['paragraph', 'chapter', 'quote', 'picture'] as const;

export const load = async (event) => {
  const { report, query } = reportOf(event);
  const { app, actor } = event.locals;
  const { searchParams } = event.url;
  const said = (name: string) => searchParams.get(name) ?? '';
  const key = said('key');
  const added = ADDED.find((kind) => kind === said('add')) ?? 'paragraph';
  const id = app.newId();
  const edited = key ? orError(await readPiece(app, actor, { ...report, key })) : null;
  const kind = edited ? (edited.piece?.kind ?? 'text') : added;
  const find = searchParams.get('find');
  return {
    ...{ query, id, kind, key, chapter: said('chapter'), locale: getLocale() },
    piece: edited?.piece ?? null,
    version: edited?.version ?? 0,
    drafted: edited?.drafted ?? null,
    typed: typedIn(edited?.piece ?? null, edited?.drafted ?? null),
    places: kind === 'text' ? [] : orError(await listPlaces(app, actor, { ...report, locale: getLocale() })),
    quotes: kind === 'quote' ? orError(await listQuotes(app, actor, report)) : [],
    numbers: find === null ? null : orError(await findNumbers(app, actor, { ...report, find, locale: getLocale() }))
  };
};

type Event = Parameters<typeof reportOf>[0] & { request: Request; locals: App.Locals };

async function readSent(event: Event) {
  const { report, query } = reportOf(event);
  const data = await event.request.formData();
  const form = readForm(data);
  const file = data.get('file');
  const piece = readPieceForm(form);
  const version = Number(form.version ?? 0);
  if (piece.kind !== 'picture' || !(file instanceof File) || file.size === 0)
    return { report, query, form, piece, version };
  const { app, actor } = event.locals;
  const added = await addPicture(app, actor, {
    networkId: report.networkId,
    bytes: new Uint8Array(await file.arrayBuffer())
  });
  return { report, query, form, version, piece: added.ok ? { ...piece, sha256: added.value.sha256 } : piece, added };
}

/** Numbers typed in what was sent; those of the drafted sentence need no search for a source. */
async function numbersOf({ locals }: Event, { report, piece }: Awaited<ReturnType<typeof readSent>>) {
  const key = pieceKey(piece);
  const edited = piece.kind === 'text' ? await readPiece(locals.app, locals.actor, { ...report, key }) : null;
  return typedIn(piece, edited?.ok ? edited.value.drafted : null);
}

/** Both versions where somebody was faster, so that nothing typed is lost. */
async function refused(event: Event, sent: Awaited<ReturnType<typeof readSent>>, result: Result<unknown>) {
  if (result.ok) throw new Error('nothing was refused');
  const { report, piece, version } = sent;
  const { app, actor } = event.locals;
  const conflict = result.problems.some(({ code }) => code === 'changed-elsewhere');
  const theirs = conflict ? await readPiece(app, actor, { ...report, key: pieceKey(piece) }) : null;
  return fail(statusOf(result.problems), {
    ...{ problems: result.problems, piece, numbers: await numbersOf(event, sent), version, preview: null },
    theirs: theirs?.ok ? theirs.value : null
  });
}

export const actions = {
  save: async (event) => {
    const sent = await readSent(event);
    const { report, piece, version } = sent;
    if (sent.added && !sent.added.ok) return refused(event, sent, sent.added);
    const result = isChosen(piece)
      ? await savePiece(event.locals.app, event.locals.actor, { ...report, version, piece })
      : refuse('picture-missing', 'file', 'Choose a picture.');
    if (!result.ok) return refused(event, sent, result);
    const id = 'id' in piece ? piece.id : 'block' in piece ? piece.block : '';
    redirect(303, `/admin/reports/edit?${sent.query}&saved=yes#line-${id}`);
  },
  preview: async (event) => {
    const sent = await readSent(event);
    if (sent.added && !sent.added.ok) return refused(event, sent, sent.added);
    const { report, piece, version } = sent;
    const preview = await previewPiece(event.locals.app, event.locals.actor, { ...report, piece });
    if (!preview.ok) return refused(event, sent, preview);
    return {
      problems: [],
      piece,
      numbers: await numbersOf(event, sent),
      version,
      preview: preview.value,
      theirs: null
    };
  },
  takeBack: async (event) => {
    const sent = await readSent(event);
    const { report, form, version } = sent;
    const result = await takeBackPiece(event.locals.app, event.locals.actor, {
      ...report,
      key: form.key ?? '',
      version
    });
    if (!result.ok) return refused(event, sent, result);
    redirect(303, `/admin/reports/edit?${sent.query}&saved=yes`);
  }
};

const isChosen = (piece: Piece) => piece.kind !== 'picture' || piece.sha256 !== '';
