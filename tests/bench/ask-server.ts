/** Sends a query and returns the milliseconds until the whole response has arrived. */
export async function timeSearch(url: string, question: string, options: Record<string, string> = {}): Promise<number> {
  const startedAt = performance.now();
  const query = new URLSearchParams({ q: question, limit: "10", ...options });
  const response = await fetch(`${url}/v1/search?${query.toString()}`);
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`search answered ${response.status}`);
  return performance.now() - startedAt;
}

/** Sequential. The first eighth is discarded as warm-up of caches and the just-in-time compiler. */
export async function timeSearches(
  url: string,
  questions: readonly string[],
  options: Record<string, string> = {},
): Promise<number[]> {
  const samples: number[] = [];
  for (const question of questions) samples.push(await timeSearch(url, question, options));
  return samples.slice(Math.floor(questions.length / 8));
}
