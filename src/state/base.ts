/** Where the app is served from: charts and the like lie beside its page. */
export function baseAddress(): string {
  return document.baseURI.replace(/[?#].*$/, '');
}
