import { describe, expect, it } from 'vitest';
import { readDeliveryReport } from './read-delivery-report';

const report = (...lines: string[]) => ['Reporting-MTA: dns; mx.example', '', ...lines].join('\r\n');

describe('readDeliveryReport', () => {
  it.each([
    [
      '5.1.1 failed',
      ['Final-Recipient: rfc822; A@x.example', 'Action: failed', 'Status: 5.1.1'],
      'hard 5.1.1 a@x.example'
    ],
    [
      '4.2.2 failed',
      ['Final-Recipient: rfc822;a@x.example', 'Action: failed', 'Status: 4.2.2 (full)'],
      'soft 4.2.2 a@x.example'
    ],
    ['5.x but delayed', ['Action: delayed', 'Status: 5.0.0'], 'soft 5.0.0 '],
    ['no status', ['Action: failed'], 'hard 5.0.0 '],
    [
      'the original recipient first',
      [
        'Original-Recipient: rfc822;o@x.example',
        'Final-Recipient: rfc822;f@x.example',
        'Action: failed',
        'Status: 5.1.1'
      ],
      'hard 5.1.1 o@x.example'
    ],
    [
      'a folded field, in capitals',
      ['FINAL-RECIPIENT: rfc822;', ' a@x.example', 'ACTION: Failed', 'STATUS: 5.7.1'],
      'hard 5.7.1 a@x.example'
    ]
  ])('%s', (_name, lines, expected) => {
    const read = readDeliveryReport(report(...lines));
    expect(read && `${read.bounce} ${read.status} ${read.recipient}`).toBe(expected);
  });

  it.each([
    ['delivered', report('Action: delivered', 'Status: 2.0.0')],
    ['relayed and expanded', report('Action: relayed', 'Status: 2.0.0', '', 'Action: expanded', 'Status: 2.0.0')],
    ['words', 'Hej\n\nAction is needed'],
    ['nothing', '']
  ])('is none where it was %s', (_name, text) => {
    expect(readDeliveryReport(text)).toBeNull();
  });

  it('looks past recipients who got it', () => {
    const text = report(
      'Action: delivered',
      'Status: 2.0.0',
      '',
      'Final-Recipient: rfc822; b@x.example',
      'Action: failed',
      'Status: 5.1.1'
    );
    expect(readDeliveryReport(text)).toMatchObject({ recipient: 'b@x.example' });
  });
});
