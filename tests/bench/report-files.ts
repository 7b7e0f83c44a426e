import { EDITION_FILE_KINDS } from '$lib/domain/reporting/release/list-edition-files';
import { renderEditionFile, renderEditionFiles } from '$lib/server/render/edition-files';
import { inventEdition } from '$lib/server/render/testing/invented-edition.fixture';

// The files of a report for 290 municipalities (or as many as are asked for): processor time of each, the first time and
// when the machine has warmed up. Each time the report is another one, so that nothing made before is used again.

const SIZE = Number(process.argv[2] ?? 290);
const TIMES = 3;

async function measure(name: string, work: (turn: number) => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let turn = 0; turn < TIMES; turn++) {
    const before = process.cpuUsage();
    await work(turn);
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1e6);
  }
  const [first = 0, ...warm] = times;
  warm.sort((a, b) => a - b);
  const round = (seconds: number) => Math.round(seconds * 1000) / 1000;
  console.log(
    JSON.stringify({
      name,
      first: round(first),
      median: round(warm[warm.length >> 1]!),
      unit: 's of processor',
      n: SIZE
    })
  );
}

const input = await inventEdition({ size: SIZE });
let number = 0;
/** Another day: another report. */
function next() {
  const date = new Date(Date.UTC(2026, 0, ++number)).toISOString();
  const { document } = input.edition;
  return {
    ...input,
    edition: { ...input.edition, number, document: { ...document, meta: { ...document.meta, date } } }
  };
}

for (const kind of EDITION_FILE_KINDS.filter((one) => one !== 'dcat'))
  await measure(kind, () => renderEditionFile(next(), kind));
await measure('all', () => renderEditionFiles(next()));
