import { createStoredValue } from "../../shared/stored-value.js";

export type ListDensity = "full" | "compact";

/** How lists are shown; apply-theme.ts reads it before the first paint. */
export const listDensity = createStoredValue<ListDensity>({
  name: "paperkin-density",
  initial: "full",
  parse: (text) => (text === "compact" ? text : "full"),
  format: (density) => (density === "compact" ? density : undefined),
});
