/** Hands unsent work to the browser as a file; made here, so it works without network. The ending is Waymark's own. */
export function saveText(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `unsent-${new Date().toISOString().slice(0, 10)}.waymark`;
  link.click();
  // after the browser has begun to read it
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
