/**
 * A binary heap of (key, node) with the smallest key on top; equal keys come out in a fixed order of nodes, so that the
 * same pushes always give the same pops. Nodes may be pushed again with a smaller key; the reader skips what is stale.
 *
 * @example
 * const heap = new MinHeap();
 * heap.push(2, 7); heap.push(1, 9);
 * heap.pop(); // 9
 * heap.key; // 1, the key of what was popped last
 */
export class MinHeap {
  key = 0;
  size = 0;
  #keys = new Float64Array(64);
  #nodes = new Int32Array(64);

  clear(): void {
    this.size = 0;
  }

  push(key: number, node: number): void {
    if (this.size === this.#keys.length) this.#grow();
    let at = this.size++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!isBefore(key, node, this.#keys[up]!, this.#nodes[up]!)) break;
      this.#move(up, at);
      at = up;
    }
    this.#keys[at] = key;
    this.#nodes[at] = node;
  }

  /** Removes and returns the node on top; the heap must not be empty. */
  pop(): number {
    const top = this.#nodes[0]!;
    this.key = this.#keys[0]!;
    const last = --this.size;
    const key = this.#keys[last]!;
    const node = this.#nodes[last]!;
    let at = 0;
    for (let down = 1; down < last; down = 2 * at + 1) {
      const right = down + 1;
      if (right < last && isBefore(this.#keys[right]!, this.#nodes[right]!, this.#keys[down]!, this.#nodes[down]!)) {
        down = right;
      }
      if (!isBefore(this.#keys[down]!, this.#nodes[down]!, key, node)) break;
      this.#move(down, at);
      at = down;
    }
    this.#keys[at] = key;
    this.#nodes[at] = node;
    return top;
  }

  #move(from: number, to: number): void {
    this.#keys[to] = this.#keys[from]!;
    this.#nodes[to] = this.#nodes[from]!;
  }

  #grow(): void {
    const keys = new Float64Array(2 * this.size);
    const nodes = new Int32Array(2 * this.size);
    keys.set(this.#keys);
    nodes.set(this.#nodes);
    this.#keys = keys;
    this.#nodes = nodes;
  }
}

function isBefore(key: number, node: number, otherKey: number, otherNode: number): boolean {
  return key < otherKey || (key === otherKey && node < otherNode);
}
