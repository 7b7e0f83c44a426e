import { describe, expect, it } from 'vitest';
import { unpackZip } from '../shared/unpack-zip';
import { writeLetters } from './write-letters';

describe('writeLetters', () => {
  it('puts each letter on a page of its own, with whatever its words hold', async () => {
    const letter = { municipality: 'Norsjö', contact: 'Eva <Berg>', email: 'eva@norsjo.example', subject: 'Hej & hå' };
    const bytes = await writeLetters(
      'Våren \u0000',
      [
        { ...letter, body: 'Rad ett\nRad två \u0001\u000b\ud800' },
        { ...letter, municipality: 'Malå', body: '' }
      ],
      { to: 'Till', subject: 'Ämne' }
    );
    const files = unpackZip(bytes, 10_000_000);
    const xml = new TextDecoder().decode(files.ok ? files.value.get('word/document.xml') : undefined);
    const words = [...xml.matchAll(/<w:t[^>]*>([^<]*)/g)].map(([, text]) => text);
    expect(words.join('|')).toContain('Norsjö|Till: |Eva &lt;Berg&gt; &lt;eva@norsjo.example&gt;|Ämne: |Hej &amp; hå');
    expect(words).toContain('Rad två ');
    expect(xml.match(/<w:pageBreakBefore/g)).toHaveLength(1);
    // eslint-disable-next-line no-control-regex -- what XML cannot hold
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\ud800]/);
  });
});
