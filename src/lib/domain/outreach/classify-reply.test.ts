import { describe, expect, it } from 'vitest';
import { classifyReply, findCaseNumber, type IncomingMail, isAutomatic, ownWords } from './classify-reply';

const TODAY = '2026-11-22';
const mail = (
  text: string,
  headers: Record<string, string> = {},
  change: Partial<IncomingMail> = {}
): IncomingMail => ({
  ...{
    headers: new Map(Object.entries(headers)),
    messageId: 'm@x.example',
    references: [],
    from: 'eva@norsjo.example'
  },
  ...{ to: ['post@example.org'], subject: 'Sv: Öppna data', text, reports: [], ...change }
});
const kindOf = (text: string, headers?: Record<string, string>) => {
  const said = classifyReply(mail(text, headers), TODAY);
  return said.what === 'reply' ? said.kind : 'bounce';
};

describe('an automatic answer', () => {
  it('is an acknowledgement with its case number, and sure', () => {
    expect(
      classifyReply(mail('Ert diarienummer är KS 2026/00123.', { 'auto-submitted': 'auto-replied' }), TODAY)
    ).toEqual({
      ...{ what: 'reply', kind: 'acknowledgement', sure: true, caseNumber: 'KS 2026/00123', until: null, named: null }
    });
  });
  it('stays one though it says yes, no or when somebody is back', () => {
    for (const text of ['Ja tack', 'Nej tack', 'Jag är åter den 1 mars 2027'])
      expect(kindOf(text, { 'auto-submitted': 'auto-generated (vacation)' })).toBe('acknowledgement');
  });
  it('of somebody who has left names the right person, for a person to decide', () => {
    const said = classifyReply(
      mail('Jag har slutat. Kontakta Eva Berg, eva.berg@norsjo.example', { 'auto-submitted': 'auto-replied' }),
      TODAY
    );
    expect(said).toMatchObject({
      ...{ kind: 'wrong-person', sure: false, named: { name: 'Eva Berg', email: 'eva.berg@norsjo.example' } }
    });
  });
  it.each<[string, Record<string, string>, boolean]>([
    ['Auto-Submitted: no', { 'auto-submitted': 'no' }, false],
    ['Auto-Submitted: no (by hand)', { 'auto-submitted': 'no (by hand)' }, false],
    ['X-Autoreply', { 'x-autoreply': 'yes' }, true],
    ['Precedence: auto_reply', { precedence: 'auto_reply' }, true],
    ['Precedence: bulk', { precedence: 'bulk' }, false],
    ['X-Auto-Response-Suppress alone, which people’s programs send too', { 'x-auto-response-suppress': 'All' }, false],
    ['nothing', {}, false]
  ])('%s', (_name, headers, expected) => {
    expect(isAutomatic(new Map(Object.entries(headers)))).toBe(expected);
  });
});

describe('what a person writes', () => {
  it.each([
    ['Ja tack, gärna i mars', 'yes'],
    ['Nej tack, vi avstår', 'no'],
    ['Inte just nu, återkom efter nyår', 'not-now'],
    ['Vänd dig till Eva Berg, eva@annan.example', 'wrong-person'],
    ['Graag, we zijn geïnteresseerd', 'yes'],
    ['Nee bedankt, geen interesse', 'no'],
    ['Op dit moment niet', 'not-now'],
    ['Neem contact op met Jan de Boer (jan@stad.example)', 'wrong-person'],
    ['We would like to meet', 'yes'],
    ['Not interested', 'no'],
    ['Hm', 'other'],
    ['', 'other']
  ])('"%s" looks like %s and is never sure', (text, kind) => {
    const said = classifyReply(mail(text), TODAY);
    expect(said).toMatchObject({ what: 'reply', kind, sure: false });
  });

  it('is read without what it quotes: our own words are no answer', () => {
    expect(kindOf('Hm\n\nDen 3 nov. 2026 kl. 10:12 skrev Waymark:\n> Svara ja tack')).toBe('other');
    expect(kindOf('Hm\n\n-----Original Message-----\nFrom: Waymark\nja tack')).toBe('other');
    expect(ownWords('Hej\r\n> du')).toBe('Hej');
  });

  it.each([
    ['Inte nu, återkom 2027-03-01', '2027-03-01'],
    ['Inte nu, återkom den 1 mars', '2027-03-01'],
    ['Not now, come back in February 2028', '2028-02-01'],
    ['Niet nu, 15 december graag', '2026-12-15'],
    ['Inte nu, 31 februari', null],
    ['Inte nu, i går 2020-01-01', null],
    ['Inte nu', null]
  ])('"%s" rests until %s', (text, until) => {
    expect(classifyReply(mail(text), TODAY)).toMatchObject({ kind: 'not-now', until });
  });

  it('does not take our own address, or the sender’s, for the right person', () => {
    const said = classifyReply(mail('Fel person. post@example.org eva@norsjo.example'), TODAY, ['post@example.org']);
    expect(said).toMatchObject({ kind: 'wrong-person', named: null });
  });
});

describe('findCaseNumber', () => {
  it.each([
    ['Dnr: KS/2026:44', 'KS/2026:44'],
    ['Diarienummer KS 2026/44', 'KS 2026/44'],
    ['Zaaknummer: Z2026-00012', 'Z2026-00012'],
    ['Uw kenmerk 2026-4411.', '2026-4411'],
    ['Case number 12345', '12345'],
    ['ärendet KSN-2026-00012 har registrerats', 'KSN-2026-00012'],
    ['Vi ses 2026-12-01', null],
    ['Ärendenummer kommer senare', null]
  ])('in "%s"', (text, expected) => {
    expect(findCaseNumber(text)).toBe(expected);
  });
});
