export type Colour = readonly [red: number, green: number, blue: number];
export type Point = readonly [x: number, y: number];
/** One colour, or another at every place. */
export type Paint = Colour | ((x: number, y: number) => Colour);

/**
 * Pixels to paint on, white at first. Shapes are painted with the exact share of every pixel that they cover: the signed
 * area left of each edge is added up along the row (after R. Levien, font-rs, 2015).
 */
export class Canvas {
  readonly pixels: Uint8Array;
  private readonly areas: Float32Array;
  private readonly stride: number;

  constructor(
    readonly width: number,
    readonly height: number
  ) {
    this.pixels = new Uint8Array(width * height * 3).fill(255);
    this.stride = width + 2;
    this.areas = new Float32Array(this.stride * height);
  }

  /** Closed rings; where `evenOdd`, a ring within a ring is a hole. */
  fill(rings: readonly (readonly Point[])[], paint: Paint, evenOdd = false): void {
    let top = this.height;
    let bottom = 0;
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i++) {
        const [from, to] = [ring[i]!, ring[(i + 1) % ring.length]!];
        this.addEdge(from, to);
        top = Math.min(top, from[1]);
        bottom = Math.max(bottom, from[1]);
      }
    }
    this.paintRows(Math.max(0, Math.floor(top)), Math.min(this.height, Math.ceil(bottom)), paint, evenOdd);
  }

  private addEdge([fromX, fromY]: Point, [toX, toY]: Point): void {
    if (fromY === toY) return;
    const down = fromY < toY;
    const [x0, y0, x1, y1] = down ? [fromX, fromY, toX, toY] : [toX, toY, fromX, fromY];
    const slope = (x1 - x0) / (y1 - y0);
    const last = Math.min(this.height, Math.ceil(y1));
    let x = y0 < 0 ? x0 - y0 * slope : x0;
    for (let y = Math.max(0, Math.floor(y0)); y < last; y++) {
      const height = Math.min(y + 1, y1) - Math.max(y, y0);
      const next = x + slope * height;
      this.addRow(y * this.stride, this.within(x), this.within(next), down ? height : -height);
      x = next;
    }
  }

  private within(x: number): number {
    return Math.min(this.width, Math.max(0, x));
  }

  /** A piece of an edge inside one row, as high as `height`. */
  private addRow(row: number, from: number, to: number, height: number): void {
    const { areas } = this;
    const [left, right] = from < to ? [from, to] : [to, from];
    const first = Math.floor(left);
    const end = Math.ceil(right);
    if (end <= first + 1) {
      const share = (left + right) / 2 - first;
      areas[row + first]! += height - height * share;
      areas[row + first + 1]! += height * share;
      return;
    }
    const steep = 1 / (right - left);
    let covered = 0;
    // how much of each pixel lies right of the edge, as the edge crosses it
    for (let x = first; x < end; x++) {
      const [a, b] = [Math.max(left, x), Math.min(right, x + 1)];
      const before = (a - left) * steep;
      const during = (b - a) * steep;
      const share = before + during * (x + 1 - (a + b) / 2);
      areas[row + x]! += height * (share - covered);
      covered = share;
    }
    areas[row + end]! += height * (1 - covered);
  }

  private paintRows(top: number, bottom: number, paint: Paint, evenOdd: boolean): void {
    const { areas, pixels, width, stride } = this;
    for (let y = top; y < bottom; y++) {
      let sum = 0;
      for (let x = 0; x < width; x++) {
        sum += areas[y * stride + x]!;
        const share = evenOdd ? fold(Math.abs(sum)) : Math.min(1, Math.abs(sum));
        if (share < 0.002) continue;
        const colour = typeof paint === 'function' ? paint(x + 0.5, y + 0.5) : paint;
        const at = (y * width + x) * 3;
        for (let i = 0; i < 3; i++) pixels[at + i] = Math.round(pixels[at + i]! * (1 - share) + colour[i]! * share);
      }
      areas.fill(0, y * stride, (y + 1) * stride);
    }
  }
}

function fold(sum: number): number {
  const rest = sum % 2;
  return rest > 1 ? 2 - rest : rest;
}
