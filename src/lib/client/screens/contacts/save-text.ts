import { localToday } from '../outreach/today';

/** Hands a text to the browser as a file; made here, so it works without network. */
export function saveText(name: string, ending: 'vcf' | 'json', text: string): void {
  const type = ending === 'vcf' ? 'text/vcard' : 'application/json';
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}-${localToday()}.${ending}`;
  link.click();
  // after the browser has begun to read it
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
