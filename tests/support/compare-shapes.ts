/** Keys that come and go with the moment, such as the end of a job. */
const momentary: ReadonlySet<string> = new Set(["finishedAt", "papersPerSecond", "etaSeconds", "noGoodMatch"]);

export interface Place {
  readonly path?: string;
  readonly open?: readonly string[];
}

/**
 * Where the shape of an answer is another than the shown one, in words: keys that one of them lacks, and values of another
 * type. Of a list, every shown item has the shape of a real one. Values at `open` paths may differ in their keys.
 */
export function compareShapes(shown: unknown, real: unknown, { path = "", open = [] }: Place = {}): string[] {
  const kinds = [kindOf(shown), kindOf(real)] as const;
  if (kinds[0] !== kinds[1]) return [`${path || "the answer"} is ${kinds[1]}, shown as ${kinds[0]}`];
  if (Array.isArray(shown) && Array.isArray(real)) return compareLists(shown, real, { path, open });
  if (kinds[0] !== "object" || open.includes(path)) return [];
  const [one, other] = [shown as Fields, real as Fields];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((key) => !momentary.has(key));
  return keys.flatMap((key) => {
    const inside = path === "" ? key : `${path}.${key}`;
    if (!(key in other)) return [`${inside} is shown, and missing`];
    return key in one ? compareShapes(one[key], other[key], { path: inside, open }) : [`${inside} is not shown`];
  });
}

function compareLists(shown: readonly unknown[], real: readonly unknown[], { path = "", open = [] }: Place): string[] {
  if (shown.length > 0 && real.length === 0) return [`${path} is empty, and shown with items`];
  return shown.flatMap((item) => {
    const found = real.map((other) => compareShapes(item, other, { path: `${path}[]`, open }));
    return found.reduce((best, next) => (next.length < best.length ? next : best));
  });
}

type Fields = Readonly<Record<string, unknown>>;

function kindOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "list" : typeof value;
}
