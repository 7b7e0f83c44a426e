import {
  AlignmentType,
  BorderStyle,
  type INumberingOptions,
  type IStylesOptions,
  LevelFormat,
  LineRuleType
} from 'docx';

const INK_2 = '3C443F';
const EDGE = '5F6963';
export const LINE = 'B9BFB5';
const ACCENT = '852475';
/** Stands on every computer with a word processor. */
const FONT = 'Calibri';

export const BULLETS = 'bullets';
export const NUMBERS = 'numbers';

const left = (color: string) => ({ left: { style: BorderStyle.SINGLE, size: 18, space: 8, color } });

/** Said whole in every style: what is left out, some word processors take from elsewhere than others. */
const space = (before: number, after: number, line = 264) => ({ before, after, line, lineRule: LineRuleType.AUTO });

/** Sizes are half points, distances twentieths of one. */
export function reportStyles(language: string): IStylesOptions {
  return {
    default: {
      document: {
        run: { font: FONT, size: 22, language: { value: language } },
        paragraph: { spacing: space(0, 140) }
      },
      title: { run: { size: 44, bold: true }, paragraph: { spacing: space(0, 60) } },
      heading1: {
        run: { size: 32, bold: true, color: '000000' },
        paragraph: { spacing: space(480, 160), keepNext: true }
      },
      heading2: {
        run: { size: 25, bold: true, color: '000000' },
        paragraph: { spacing: space(360, 120), keepNext: true }
      },
      heading3: {
        run: { size: 22, bold: true, color: '000000' },
        paragraph: { spacing: space(240, 80), keepNext: true }
      },
      caption: {
        run: { size: 20, bold: true, italics: false, color: '000000' },
        paragraph: { spacing: space(280, 100), keepNext: true }
      },
      hyperlink: { run: { color: ACCENT, underline: {} } }
    },
    characterStyles: [
      { id: 'NumberLink', name: 'Number Link', basedOn: 'DefaultParagraphFont', quickFormat: true, run: {} },
      { id: 'Label', name: 'Label', basedOn: 'DefaultParagraphFont', run: { size: 18, color: INK_2 } }
    ],
    paragraphStyles: [
      style('Subtitle', 'Subtitle', { run: { color: INK_2 }, paragraph: { spacing: space(0, 360) } }),
      style('ContentsHeading', 'Contents Heading', { run: { size: 32, bold: true } }),
      style('Finding', 'Finding', {
        run: { size: 24 },
        paragraph: { border: left(ACCENT), keepLines: true, keepNext: true, spacing: space(120, 0) }
      }),
      style('Source', 'Source', { run: { size: 18, color: INK_2 }, paragraph: { spacing: space(60, 140) } }),
      style('Note', 'Note', { run: { size: 20 }, paragraph: { border: left(LINE) } }),
      style('DemoNote', 'Demo Note', { run: { size: 20, bold: true }, paragraph: { border: left(ACCENT) } }),
      style('Quote', 'Quote', {
        run: { italics: true, size: 24 },
        paragraph: { border: left(LINE), keepNext: true, spacing: space(200, 40) }
      }),
      style('Step', 'Step', { run: { bold: true }, paragraph: { keepNext: true, spacing: space(160, 60) } }),
      style('Drawing', 'Drawing', { paragraph: { keepNext: true, spacing: space(0, 60) } }),
      style('TableText', 'Table Text', { run: { size: 18 }, paragraph: { spacing: space(30, 30, 240) } }),
      style('TableHeader', 'Table Header', {
        run: { size: 17, bold: true },
        paragraph: { spacing: space(30, 30, 240), keepNext: true }
      }),
      style('Edge', 'Edge', { run: { size: 17, color: EDGE }, paragraph: { spacing: space(0, 0) } })
    ]
  };
}

type Style = NonNullable<IStylesOptions['paragraphStyles']>[number];

function style(id: string, name: string, look: Pick<Style, 'run' | 'paragraph'>): Style {
  return { id, name, basedOn: 'Normal', next: 'Normal', quickFormat: true, ...look };
}

export const REPORT_LISTS: INumberingOptions = {
  config: [
    { reference: BULLETS, levels: [{ level: 0, format: LevelFormat.BULLET, text: '•', ...hanging() }] },
    { reference: NUMBERS, levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1.', ...hanging() }] }
  ]
};

function hanging() {
  return { alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: 360, hanging: 240 } } } };
}
