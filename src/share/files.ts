/** Hands a text to the browser to keep as a file; nothing is sent anywhere. */
export function saveFile(name: string, text: string, type = 'text/plain'): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Firefox reads it only after the click has been handled.
  setTimeout(() => { URL.revokeObjectURL(address); }, 1_000);
}
