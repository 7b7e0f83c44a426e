import { ImageRun, Paragraph } from 'docx';
import type { WordedBlock } from '$lib/domain/reporting/worded-report';
import { fitPicture } from '../fit-picture';
import { xmlText } from '../xml-text';
import type { Anchors } from './anchors';
import { drawPng } from '../png/draw-png';
import { plainRun, writeRuns } from './runs';

type Chart = Extract<WordedBlock, { kind: 'chart' }>;
type Picture = Extract<WordedBlock, { kind: 'picture' }>;

/** Pixels in a millimetre, at 96 to the inch. */
const PIXELS = 96 / 25.4;

/** A chart as drawn everywhere else, sharp at every size; what cannot draw SVG shows the same as pixels. */
export function writeChart(chart: Chart, anchors: Anchors, table: string | null): Paragraph[] {
  const { width, height } = sizeOf(chart.svg);
  return [
    new Paragraph({ style: 'Caption', children: anchors.mark(chart.id, [plainRun(chart.title)]) }),
    new Paragraph({
      style: 'Drawing',
      children: [
        new ImageRun({
          type: 'svg',
          data: Buffer.from(chart.svg),
          fallback: { type: 'png', data: Buffer.from(drawPng(chart.svg)) },
          transformation: { width, height },
          altText: told(chart, chart.summary, anchors)
        })
      ]
    }),
    ...(table === null
      ? []
      : [new Paragraph({ style: 'Source', children: writeRuns([{ text: table, to: chart.table }], anchors) })])
  ];
}

export function writePicture(picture: Picture, bytes: Uint8Array, anchors: Anchors): Paragraph[] {
  const { width, height } = fitPicture(picture);
  const image = new ImageRun({
    type: picture.type === 'image/png' ? 'png' : 'jpg',
    data: Buffer.from(bytes),
    transformation: { width: width * PIXELS, height: height * PIXELS },
    altText: told(picture, picture.alt, anchors)
  });
  return [
    new Paragraph({ style: 'Drawing', children: anchors.mark(picture.id, [image]) }),
    ...(picture.caption === ''
      ? []
      : [new Paragraph({ style: 'Source', children: [plainRun(picture.caption, picture.other)] })])
  ];
}

function told({ id }: { id: string }, description: string, anchors: Anchors) {
  return { name: id, description: xmlText(description), id: String(anchors.numberOf(id)) };
}

function sizeOf(svg: string): { width: number; height: number } {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  if (width === undefined || height === undefined) throw new Error('A chart says nothing of its size');
  return { width: Number(width), height: Number(height) };
}
