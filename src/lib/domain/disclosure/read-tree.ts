import { type Result, ok, refuse } from '../shared/result';

export interface Tree {
  name: string;
  root: string;
  /** Root first, each parent before its children. */
  nodes: string[];
  children: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads a dimension as one tree; refuses two roots, a child of two parents, and circles.
 *
 * @example
 * readTree({ name: 'county', tree: { SE: ['01', '03'] } }, 'dimensions.0')
 * // { ok: true, value: { name: 'county', root: 'SE', nodes: ['SE', '01', '03'], children: Map { 'SE' => ['01', '03'] } } }
 */
export function readTree(dimension: { name: string; tree: Record<string, string[]> }, path: string): Result<Tree> {
  const children = new Map(Object.entries(dimension.tree));
  const parentOf = new Map<string, string>();
  for (const [parent, names] of children) {
    for (const child of names) {
      const other = parentOf.get(child);
      if (other !== undefined)
        return refuse(
          'two-parents',
          `${path}.tree.${parent}`,
          `Each name must have one parent - "${child}" is under "${other}" and "${parent}"`
        );
      parentOf.set(child, parent);
    }
  }
  const roots = [...children.keys()].filter((parent) => !parentOf.has(parent));
  if (roots.length !== 1)
    return refuse(
      'not-one-root',
      `${path}.tree`,
      `A dimension must have one root, a parent that is nobody's child - "${dimension.name}" has ${roots.length === 0 ? 'none' : roots.map((root) => `"${root}"`).join(', ')}`
    );
  const root = roots[0]!;
  const nodes: string[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    nodes.push(node);
    waiting.push(...[...(children.get(node) ?? [])].reverse());
  }
  const size = new Set([...children.keys(), ...parentOf.keys()]).size;
  // a circle has no way in from the root
  if (nodes.length !== size)
    return refuse(
      'circle',
      `${path}.tree`,
      `Every name must be reached from the root "${root}" - ${size - nodes.length} of "${dimension.name}" run in a circle`
    );
  return ok({ name: dimension.name, root, nodes, children });
}
