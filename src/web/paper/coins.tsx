import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Paper } from "../../domain/paper/paper.js";
import { useLate } from "../shared/use-late.js";

/** Given by the server. A browser loads it after the page, since only reference managers read what it writes. */
export const CoinsFormat = createContext<((paper: Paper) => string) | undefined>(undefined);

/**
 * What reference managers read where a page lists several papers. The page of one paper has metadata in its head instead,
 * with the abstract and the file; there, this would come first.
 */
export function Coins({ paper }: { readonly paper: Paper }) {
  const late = useLate(() => import("../../domain/citation/coins.js"));
  const format = useContext(CoinsFormat) ?? late?.formatCoins;
  return <span class="Z3988" title={format?.(paper)} hidden />;
}
