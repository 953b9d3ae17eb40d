/** The value of each text, computed once however often it is listed. */
export function mapOnce<Value>(texts: Iterable<string>, compute: (text: string) => Value): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const text of texts) if (!values.has(text)) values.set(text, compute(text));
  return values;
}
