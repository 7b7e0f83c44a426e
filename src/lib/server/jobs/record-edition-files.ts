import { createHash } from 'node:crypto';
import { LOCALES } from '$lib/domain/shared/locale';
import type { App } from '../app';
import { filesOf, insertFiles, type FileRow } from '../reporting/edition-repository';
import { hashNow, picturesOf, readContentOf } from '../reporting/edition-store';
import { releaseOf } from '../reporting/release-facts-of';
import { publishedEditionRows } from '../reporting/repository';
import { SOFTWARE } from '../shared/software';

/** Makes the files of what was published or redacted since, once, and keeps their hashes: making them again must give the same. */
export async function recordEditionFiles(app: App): Promise<void> {
  for (const row of await publishedEditionRows(app.db.read)) {
    if (!row.manifest) continue;
    const content = hashNow(row);
    if ((await filesOf(app.db.read, row.id, content)).length > 0) continue;
    const read = await readContentOf(app, row);
    if (!read.ok) {
      app.log.error({ editionId: row.id, code: read.problems[0]?.code }, 'an edition cannot be read');
      continue;
    }
    const edition = { ...read.value, number: row.number };
    const facts = row.release ?? (await releaseOf(app, row, row.createdAt));
    const pictures = await picturesOf(app, edition.document);
    const rows: FileRow[] = [];
    for (const locale of LOCALES) {
      const made = await app.offload('renderEditionFiles', { edition, locale, pictures, facts });
      if (!made.ok) {
        app.log.error(
          { editionId: row.id, locale, code: made.problems[0]?.code },
          'files of an edition cannot be made'
        );
        rows.length = 0;
        break;
      }
      for (const { name, bytes } of made.value) {
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        rows.push({ editionId: row.id, content, name, sha256, software: SOFTWARE, madeAt: app.now() });
      }
    }
    await app.db.write((tx) => insertFiles(tx, rows));
  }
}
