import type { Piece } from '$lib/domain/reporting/editorial/pieces';
import { LOCALES } from '$lib/domain/shared/locale';

type Form = Record<string, string | undefined>;

const texts = (form: Form, name: string) =>
  Object.fromEntries(
    LOCALES.flatMap((locale) => {
      const text = form[`${name}.${locale}`];
      return text?.trim() ? [[locale, text]] : [];
    })
  );

/** What the form says, as a change; whether it may be is the service's matter. */
export function readPieceForm(form: Form): Piece {
  const { kind = '', id = '', block = '', chapter = '', after } = form;
  const place = { chapter, after: after ? after : null };
  switch (kind) {
    case 'text':
      return { kind, block, text: texts(form, 'text') };
    case 'chapter':
      return { kind, id, place, title: texts(form, 'title'), text: texts(form, 'text') };
    case 'quote':
      return {
        ...{ kind, id, place, text: texts(form, 'text') },
        raisedId: form.raisedId ?? '',
        confirmedOn: form.confirmedOn ?? ''
      };
    case 'picture':
      return {
        ...{ kind, id, place, sha256: form.sha256 ?? '' },
        alt: texts(form, 'alt'),
        caption: texts(form, 'caption')
      };
    default:
      return { kind: 'paragraph', id, place, text: texts(form, 'text') };
  }
}
