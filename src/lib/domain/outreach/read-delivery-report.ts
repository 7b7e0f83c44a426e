/** `hard`: 5.x, no use trying again; `soft`: 4.x or delayed, may pass. */
export type BounceClass = 'hard' | 'soft';

export interface DeliveryReport {
  bounce: BounceClass;
  /** RFC 3463, e.g. `5.1.1`. */
  status: string;
  /** Whose address it was, in small letters; empty where the report does not say. */
  recipient: string;
}

/** Reports from the wild are short; what is longer is not one. */
const MOST = 64_000;

/**
 * The first failed or delayed recipient of a delivery status notification (RFC 3464, 2: a block of fields for the
 * message, then one for each recipient, with an empty line between). `delivered`, `relayed` and `expanded` are no
 * bounces. Null where the part tells of none.
 *
 * @param text the part of type `message/delivery-status`
 * @example
 * readDeliveryReport('Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; karin@example.org\nAction: failed\nStatus: 5.1.1\n')
 * // { bounce: 'hard', status: '5.1.1', recipient: 'karin@example.org' }
 */
export function readDeliveryReport(text: string): DeliveryReport | null {
  const blocks = text
    .slice(0, MOST)
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/);
  for (const block of blocks) {
    const fields = readFields(block);
    const action = (fields.get('action') ?? '').toLowerCase();
    const status = /\b([245])\.(\d{1,3})\.(\d{1,3})\b/.exec(fields.get('status') ?? '');
    if (action !== 'failed' && action !== 'delayed') continue;
    const recipient = addressIn(fields.get('original-recipient')) || addressIn(fields.get('final-recipient'));
    // RFC 3464, 2.3.3: delayed is not failed, whatever the status says
    const bounce = action === 'delayed' || status?.[1] === '4' ? 'soft' : 'hard';
    return { bounce, status: status?.[0] ?? (bounce === 'hard' ? '5.0.0' : '4.0.0'), recipient };
  }
  return null;
}

function readFields(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  let name = '';
  for (const line of block.split('\n')) {
    if (/^[ \t]/.test(line)) {
      // a long field goes on in the next line
      if (name) fields.set(name, `${fields.get(name) ?? ''} ${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(':');
    name = colon > 0 ? line.slice(0, colon).trim().toLowerCase() : '';
    if (name && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

/** `rfc822; karin@example.org` (RFC 3464, 2.1.2). */
function addressIn(value: string | undefined): string {
  const address = /;\s*<?([^\s<>;]+@[^\s<>;]+?)>?\s*$/.exec((value ?? '').slice(0, 400))?.[1] ?? '';
  return address.toLowerCase();
}
