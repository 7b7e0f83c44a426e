// A reader of calendar files that shares nothing with what writes them: RFC 5545, 3.1 and 3.3.11, and strict.

export interface Property {
  name: string;
  params: string;
  value: string;
}

/** Its components in order; throws at the first line that a calendar may not hold. */
export function readCalendarFile(file: string): { calendar: Property[]; events: Property[][] } {
  if (!file.endsWith('\r\n')) throw new Error('The last line does not end with CRLF');
  const physical = file.slice(0, -2).split('\r\n');
  for (const line of physical) {
    if (/[\r\n]/.test(line)) throw new Error(`A line break that is not CRLF in ${JSON.stringify(line)}`);
    if (Buffer.byteLength(line) > 75) throw new Error(`More than 75 octets: ${JSON.stringify(line)}`);
  }
  const lines: string[] = [];
  for (const line of physical) {
    if (/^[ \t]/.test(line)) lines[lines.length - 1] += line.slice(1);
    else lines.push(line);
  }
  const calendar: Property[] = [];
  const events: Property[][] = [];
  const open: string[] = [];
  for (const line of lines) {
    const parts = /^([A-Z][A-Z0-9-]*)((?:;[^:]*)?):(.*)$/s.exec(line);
    if (!parts) throw new Error(`Not a property: ${JSON.stringify(line)}`);
    const [, name = '', params = '', value = ''] = parts;
    if (name === 'BEGIN') {
      open.push(value);
      if (value === 'VEVENT') events.push([]);
    } else if (name === 'END') {
      if (open.pop() !== value) throw new Error(`END:${value} closes nothing`);
    } else (open.at(-1) === 'VEVENT' ? events.at(-1)! : calendar).push({ name, params, value });
  }
  if (open.length) throw new Error(`${open.join(', ')} is not closed`);
  return { calendar, events };
}

/** The one property of this name. */
export function valueOf(event: readonly Property[], name: string): string {
  const found = event.filter((property) => property.name === name);
  if (found.length !== 1) throw new Error(`${name} occurs ${found.length} times`);
  return found[0]!.value;
}

/** A text as it was before it was written. */
export function textOf(event: readonly Property[], name: string): string {
  const value = valueOf(event, name);
  if (/(^|[^\\])(\\\\)*([,;])/.test(value)) throw new Error(`${name} has a bare separator: ${value}`);
  return value.replace(/\\([\\;,nN])/g, (_, c: string) => (c === 'n' || c === 'N' ? '\n' : c));
}
