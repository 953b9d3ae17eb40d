import { createStoredValue } from "../../shared/stored-value.js";

export type ListDensity = "full" | "compact";

/** The style sheet reads the choice from the root element; apply-theme.ts sets it before the first paint. */
export const listDensity = createStoredValue<ListDensity>({
  name: "paperkin-density",
  initial: "full",
  parse: (text) => (text === "compact" ? text : "full"),
  format: (density) => (density === "compact" ? density : undefined),
});
