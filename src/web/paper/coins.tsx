import type { Paper } from "../../domain/paper/paper.js";
import { formatCoins } from "../../domain/citation/coins.js";

/**
 * What reference managers read where a page lists several papers. The page of one paper has metadata in its head instead,
 * with the abstract and the file; there, this would come first.
 */
export function Coins({ paper }: { readonly paper: Paper }) {
  return <span class="Z3988" title={formatCoins(paper)} hidden />;
}
