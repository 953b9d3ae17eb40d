/** Entries that were added last, over which it is counted what readers keep: more would not change what most keep now. */
export const keptLately = 5_000;

/** An open counts half after this many days. */
export const openHalfLifeDays = 7;
