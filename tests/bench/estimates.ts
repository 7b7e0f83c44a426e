import { seededRandom } from '../../src/lib/domain/shared/random';
import { DRAWS, held, wanted } from '../support/response-draws';

// docs/method.md, how often the truth is where it is said to be: `node scripts/bench.mjs estimates`

const ways = {
  'by chance': () => 0.42,
  'by level': (yes: boolean) => (yes ? 0.6 : 0.3)
};
for (const [way, chance] of Object.entries(ways))
  for (const { id, share } of wanted) {
    const random = seededRandom(41);
    const found = held(id, share, (yes) => random() < chance(yes));
    const value = {
      truth: share,
      estimate: found.mean,
      width: found.width,
      heldByInterval: found.interval,
      heldByBounds: found.bounds
    };
    const rounded = Object.fromEntries(Object.entries(value).map(([key, n]) => [key, Math.round(n * 1000) / 1000]));
    console.log(JSON.stringify({ name: `answering ${way}`, value: rounded, unit: 'share', n: DRAWS }));
  }
