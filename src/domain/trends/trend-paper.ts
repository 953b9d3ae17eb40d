import type { Paper } from "../paper/paper.js";
import type { TrendPaper } from "./answer.js";

/** What a list of trends shows of a paper. */
export function pickTrendPaper({ id, title, authors, year, date, venue }: Paper): TrendPaper {
  return {
    id,
    title,
    authors,
    ...(year !== undefined && { year }),
    ...(date !== undefined && { date }),
    ...(venue !== undefined && { venue }),
  };
}
