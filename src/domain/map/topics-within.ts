/**
 * For each topic, whether it is one of those chosen or within one of them.
 *
 * @param topics each after its parent
 * @param chosen their indices
 */
export function listWithin(
  topics: readonly { readonly parent?: number | undefined }[],
  chosen: readonly number[],
): readonly boolean[] {
  const within: boolean[] = [];
  for (const [topic, { parent }] of topics.entries())
    within.push(chosen.includes(topic) || (parent !== undefined && within[parent] === true));
  return within;
}
