/** Whether every brace has its partner, counted as BibTeX does: escaped ones as well. */
export function hasBalancedBraces(text: string): boolean {
  let depth = 0;
  for (const brace of text.match(/[{}]/g) ?? []) {
    depth += brace === "{" ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
