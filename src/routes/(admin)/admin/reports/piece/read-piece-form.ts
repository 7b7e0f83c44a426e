import type { FixedNumber } from '$lib/domain/reporting/editorial/editorial';
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

/** Typed numbers of which it was said where they are from. */
function fixed(form: Form): { fixed?: FixedNumber[] } {
  const said = Object.keys(form).flatMap((name) => {
    const [, i] = /^fixed\.(\d+)\.number$/.exec(name) ?? [];
    const source = i === undefined ? '' : (form[`fixed.${i}.source`]?.trim() ?? '');
    return source === '' ? [] : [{ number: form[name] ?? '', source }];
  });
  return said.length > 0 ? { fixed: said } : {};
}

/** What the form says, as a change; whether it may be is the service's matter. */
export function readPieceForm(form: Form): Piece {
  const { kind = '', id = '', block = '', chapter = '', after } = form;
  const place = { chapter, after: after ? after : null };
  switch (kind) {
    case 'text':
      return { kind, block, text: texts(form, 'text'), ...fixed(form) };
    case 'chapter':
      return { kind, id, place, title: texts(form, 'title'), text: texts(form, 'text'), ...fixed(form) };
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
        caption: texts(form, 'caption'),
        ...fixed(form)
      };
    default:
      return { kind: 'paragraph', id, place, text: texts(form, 'text'), ...fixed(form) };
  }
}
