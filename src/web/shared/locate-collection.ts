/** The address of a collection, of its papers that pass a filter, or of a way to look at it. */
export function locateCollection(id: string, values: Readonly<Record<string, string>> = {}): string {
  return `collections?${new URLSearchParams({ id, ...values }).toString().replace(/=(?=&|$)/g, "")}`;
}

/** The part of a collection's page with papers like its own. */
export const recommendedId = "recommended";

export function locateRecommended(id: string): string {
  return `${locateCollection(id)}#${recommendedId}`;
}
