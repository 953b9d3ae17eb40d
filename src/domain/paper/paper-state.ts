/** Whether a paper has a vector; `withheld`: it has none because its job was cancelled. */
export const paperStates = ["waiting", "embedded", "failed", "withheld"] as const;
export type PaperState = (typeof paperStates)[number];
