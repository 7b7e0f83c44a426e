import { describe, expect, it } from 'vitest';
import { matchSender, messageIdsIn, type SentTo } from './match-reply';

const ID = '018f0000-0000-7000-8000-000000000001';
const sent = (recipientId: string, address: string, municipalityId: string, sentAt = 1): SentTo => ({
  ...{ recipientId, address, municipalityId, sentAt }
});

describe('messageIdsIn', () => {
  it.each([
    ['what it answers', { references: [`${ID}@waymark.example`], to: [], reports: [] }],
    ['the address it came to', { references: [], to: [`answers+${ID.toUpperCase()}@example.org`], reports: [] }],
    [
      'the headers a bounce sends back',
      { references: [], to: [], reports: [`Subject: x\nMessage-ID: <${ID}@waymark.example>`] }
    ]
  ])('finds our id in %s', (_name, mail) => {
    expect(messageIdsIn(mail)).toEqual([ID]);
  });
  it('finds none in the words of a mail sent back, nor in other ids', () => {
    expect(
      messageIdsIn({ references: ['abc@x.example'], to: ['post@example.org'], reports: [`\n\nHej ${ID}`] })
    ).toEqual([]);
  });
});

describe('matchSender', () => {
  const all = [
    sent('r1', 'registrator@norsjo.example', 'norsjo', 1),
    sent('r2', 'it@norsjo.example', 'norsjo', 2),
    sent('m1', 'kommun@mala.example', 'mala'),
    sent('s1', 'a@shared.example', 'norsjo'),
    sent('s2', 'b@shared.example', 'mala'),
    sent('g1', 'somebody@gmail.com', 'mala')
  ];
  it.each([
    ['the same address', 'registrator@norsjo.example', { by: 'address', recipientId: 'r1' }],
    ['the domain, the newest message', 'chef@norsjo.example', { by: 'domain', recipientId: 'r2' }],
    ['a domain below', 'rektor@skola.norsjo.example', { by: 'domain', recipientId: 'r2' }],
    ['nobody for a domain that only ends alike', 'x@notnorsjo.example', { by: null, because: 'nobody' }],
    ['several for a shared domain', 'c@shared.example', { by: null, because: 'several' }],
    ['nobody for a domain where everybody has an address', 'other@gmail.com', { by: null, because: 'nobody' }],
    ['nobody for no address', '', { by: null, because: 'nobody' }]
  ])('finds %s', (_name, from, expected) => {
    expect(matchSender(from, all)).toEqual(expected);
  });
  it('takes nobody who was erased for the sender of an empty address', () => {
    expect(matchSender('', [sent('x', '', 'norsjo')])).toEqual({ by: null, because: 'nobody' });
  });
});
