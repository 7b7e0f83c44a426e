import { estimateWidth } from '../charts/svg';

interface Extent {
  what: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const attribute = (tag: string, name: string) => Number(new RegExp(` ${name}="(-?[\\d.]+)"`).exec(tag)?.[1] ?? 0);

/** What of a drawing reaches out of its view box: marks by what they say of themselves, texts by their estimated width. */
export function findOutside(svg: string): string[] {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)!.map(Number);
  const body = svg.slice(svg.indexOf('</defs>'));
  const extents: Extent[] = [
    ...[...body.matchAll(/<rect [^>]*>/g)].map(([tag]): Extent => {
      const [x, y] = [attribute(tag, 'x'), attribute(tag, 'y')];
      return { what: tag, left: x, right: x + attribute(tag, 'width'), top: y, bottom: y + attribute(tag, 'height') };
    }),
    ...[...body.matchAll(/<circle [^>]*>/g)].map(([tag]): Extent => {
      const [x, y, r] = [attribute(tag, 'cx'), attribute(tag, 'cy'), attribute(tag, 'r')];
      return { what: tag, left: x - r, right: x + r, top: y - r, bottom: y + r };
    }),
    ...[...body.matchAll(/<line [^>]*>/g)].map(([tag]): Extent => {
      const [x1, x2, y1, y2] = [attribute(tag, 'x1'), attribute(tag, 'x2'), attribute(tag, 'y1'), attribute(tag, 'y2')];
      return {
        what: tag,
        left: Math.min(x1, x2),
        right: Math.max(x1, x2),
        top: Math.min(y1, y2),
        bottom: Math.max(y1, y2)
      };
    }),
    ...[...body.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([tag, , text = '']): Extent => {
      const [x, y, wide] = [attribute(tag, 'x'), attribute(tag, 'y'), estimateWidth(text, 13)];
      const left = tag.includes('"end"') ? x - wide : tag.includes('"middle"') ? x - wide / 2 : x;
      return { what: text, left, right: left + wide, top: y - 10, bottom: y + 3 };
    }),
    ...[...body.matchAll(/ d="(M[\d. MLZ-]*)"/g)].map(([, path = '']): Extent => {
      const numbers = path.match(/-?[\d.]+/g)!.map(Number);
      const [xs, ys] = [0, 1].map((axis) => numbers.filter((_, i) => i % 2 === axis));
      return {
        what: path,
        left: Math.min(...xs!),
        right: Math.max(...xs!),
        top: Math.min(...ys!),
        bottom: Math.max(...ys!)
      };
    })
  ];
  return extents
    .filter(({ left, right, top, bottom }) => left < -1 || right > width! + 1 || top < -1 || bottom > height! + 1)
    .map(({ what }) => what);
}
