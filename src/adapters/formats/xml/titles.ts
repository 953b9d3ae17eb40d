/** `Title: Subtitle`; a title that ends with a question keeps its mark. */
export function joinTitle(title: string, ...subtitles: readonly string[]): string {
  const parts = subtitles.filter((part) => part !== "");
  return [title, ...parts].filter((part) => part !== "").join(/[?!:]$/.test(title) ? " " : ": ");
}

/** Libraries end titles with a period; one after an abbreviation such as `U.S.` stays. */
export function dropPeriod(title: string): string {
  return /[^.\s]\.$/.test(title) && !/(?:^|[\s.])\p{L}\.$/u.test(title) ? title.slice(0, -1) : title;
}
