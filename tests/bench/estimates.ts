import { DRAWS, draw, RESPONSES } from '../support/response-draws';

// docs/method.md, how often the truth is where it is said to be: `npm run bench:estimates`

const rounded = (n: number) => Math.round(n * 1000) / 1000;
for (const response of Object.keys(RESPONSES) as (keyof typeof RESPONSES)[])
  for (const [way, shares] of draw(response, response === 'by chance' ? 41 : 42))
    for (const [{ name, truth }, held] of shares) {
      const value = {
        share: name,
        truth: rounded(truth),
        estimate: rounded(held.mean),
        width: rounded(held.width),
        heldByInterval: rounded(held.interval),
        heldByBounds: rounded(held.bounds),
        estimated: rounded(held.estimated)
      };
      console.log(JSON.stringify({ name: `answering ${response}, ${way}`, value, unit: 'share', n: DRAWS }));
    }
