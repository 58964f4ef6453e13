/**
 * A copy with one more at a place: a spread would leave room for sixteen that never come. What such
 * lists are read by is quickest where all are made here, or of one that is: they are of one kind then.
 */
export function inserted<T>(list: readonly T[], place: number, item: T): T[] {
  const copy = new Array<T>(list.length + 1);
  for (let index = 0; index < place; index += 1) copy[index] = list[index]!;
  copy[place] = item;
  for (let index = place; index < list.length; index += 1) copy[index + 1] = list[index]!;
  return copy;
}

export function without<T>(list: readonly T[], place: number): T[] {
  const copy = new Array<T>(list.length - 1);
  for (let index = 0; index < place; index += 1) copy[index] = list[index]!;
  for (let index = place; index < copy.length; index += 1) copy[index] = list[index + 1]!;
  return copy;
}
