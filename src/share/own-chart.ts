/**
 * Which files of the user's own a link's run has, and never what is in them: `ana:HASH:NAME` by
 * patient, hash and name, separated by commas. The files themselves stay in the tab.
 */
export interface OwnFile {
  readonly patient: string;
  /** SHA-256 in lower-case hex. */
  readonly sha256: string;
  readonly name: string;
}

/** A scenario with a file for each of its patients is no longer that scenario. */
export const OWN_FILES_MAX = 16;
const NAME_LENGTH_MAX = 100;

export function writeOwn(files: readonly OwnFile[]): string {
  return files.map(({ patient, sha256, name }) =>
    // Quotation marks too, so that a link can be quoted in any markup.
    [patient, sha256, name].map((part) => encodeURIComponent(part).replace(/'/g, '%27')).join(':')).join(',');
}

/** As it stands in a link, still escaped; null where it is not written as links are. */
export function readOwn(raw: string): OwnFile[] | null {
  const files: OwnFile[] = [];
  for (const part of raw.split(',')) {
    const [patient = '', sha256 = '', name = '', ...more] = part.split(':').map(decode);
    const isRight = more.length === 0 && /^[a-zA-Z][a-zA-Z0-9-]{0,39}$/.test(patient)
      && /^[0-9a-f]{64}$/.test(sha256) && isName(name)
      && files.every((file) => file.patient !== patient);
    if (!isRight) return null;
    files.push({ patient, sha256, name });
  }
  return files.length <= OWN_FILES_MAX ? files : null;
}

/** A file's name as it can be shown and passed on: one line, and not too long. */
export function nameFor(file: string): string {
  const plain = file.replace(/[\p{C}\p{Z}]+/gu, ' ').trim().slice(0, NAME_LENGTH_MAX);
  return plain === '' ? 'chart.json' : plain.replace(/\p{Surrogate}/gu, '');
}

function isName(name: string): boolean {
  return name !== '' && name === nameFor(name);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
