/**
 * A list that is made anew from picture to picture, in which whatever says the same is the same
 * object as before: what is drawn of it is then left alone. Plain data, no two of which are alike.
 */
export function kept<T extends object>(make: () => readonly T[]): () => readonly T[] {
  let known = new Map<string, T>();
  let before: readonly T[] = [];
  return () => {
    known = new Map(make().map((item) => {
      const text = JSON.stringify(item);
      return [text, known.get(text) ?? item];
    }));
    const now = [...known.values()];
    if (now.length !== before.length || now.some((item, index) => item !== before[index])) before = now;
    return before;
  };
}
