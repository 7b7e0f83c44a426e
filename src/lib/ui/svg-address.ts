/** An SVG image as the address of an `<img>`: the policy allows data images, and nothing in it can run. */
export function svgAddress(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
