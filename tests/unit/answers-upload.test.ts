import { describe, expect, it } from 'vitest';
import { keepFile } from '../../src/routes/(admin)/admin/register/import/upload';
import { readUpload } from '../../src/routes/(admin)/assessment/[id]/import/upload';

const bytes = new TextEncoder().encode('Fråga;Svar\nlegal-release-check;4\n');

async function post(fields: Record<string, string | File>) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const result = await readUpload(new Request('https://waymark.example.org/', { method: 'POST', body }));
  if (!result.ok) throw new Error(result.problems.map(({ code, path }) => `${path}: ${code}`).join());
  return result.value;
}
const kept = { kept: keepFile(bytes)!, fileName: 'enkät.csv' };
const chosen = { 'word.4': 'yes', 'word.5': 'perhaps', 'question.har ni en licens?': 'legal-licence', newer: 'take' };

describe('what was chosen for a file of answers', () => {
  it('comes with the file the page has kept', async () => {
    const { sha256 } = await post(kept);
    const columns = { 'map.criterion': '0', 'map.answer': '1', 'map.note': '', 'map.nothing': '3' };
    expect(await post({ ...kept, ...chosen, ...columns, sha256, answeredOn: '2024-05-01' })).toMatchObject({
      ...{ fileName: 'enkät.csv', bytes, previewed: sha256, newer: 'take' },
      choices: {
        words: { '4': 'yes' },
        criteria: { 'har ni en licens?': 'legal-licence' },
        mapping: { criterion: 0, answer: 1 },
        answeredOn: '2024-05-01',
        turned: false
      }
    });
  });

  it('is forgotten for another file', async () => {
    const { sha256 } = await post(kept);
    const file = new File(['criterion,answer\na,yes\n'], 'other.csv');
    const { choices, previewed } = await post({ ...kept, ...chosen, sha256, file });
    expect({ choices, previewed }).toEqual({ choices: { words: {}, criteria: {} }, previewed: sha256 });
  });

  it('keeps no columns when the table is read the other way round', async () => {
    const { sha256 } = await post(kept);
    const { choices } = await post({ ...kept, sha256, 'map.criterion': '0', turned: 'on', wasTurned: '' });
    expect([choices.turned, choices.mapping]).toEqual([true, undefined]);
  });

  it('is no day that is none, and no file that is damaged', async () => {
    const { sha256 } = await post(kept);
    expect((await post({ ...kept, sha256, answeredOn: 'yesterday' })).choices.answeredOn).toBeUndefined();
    await expect(post({ kept: 'H4sIAAAA' })).rejects.toThrow('file: file-damaged');
    await expect(post({})).rejects.toThrow('file: file-missing');
  });
});
