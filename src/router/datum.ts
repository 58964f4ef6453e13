import type { Datum } from '../../workers/contract.ts';

/** `ana/allergies`, or `ana/allergies/AllergyIntolerance/1b0a`: what a link follows. */
export function writeDatum({ patient, section, record }: Datum): string {
  return [patient, section, ...(record === null ? [] : [record])].join('/');
}

export function readDatum(text: string): Datum | null {
  const shape = /^([\p{L}\p{N}_-]{1,64})\/([a-z][a-z-]{0,39})(?:\/([A-Za-z0-9./_-]{1,140}))?$/u;
  const [, patient, section, record] = shape.exec(text) ?? [];
  if (patient === undefined || section === undefined) return null;
  return { patient, section, record: record ?? null };
}

export function sameDatum(a: Datum | null, b: Datum | null): boolean {
  if (a === null || b === null) return a === b;
  return writeDatum(a) === writeDatum(b);
}
