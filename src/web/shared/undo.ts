import { announce } from "./announce.js";
import { createWatchedValue } from "./watched-value.js";

/** What has just been done or refused, and how it is undone, if it can be. */
export interface Deed {
  readonly message: string;
  readonly undo?: () => Promise<unknown>;
}

/** The last deed, until the next one or until the reader closes it. */
export const lastDeed = createWatchedValue<Deed | undefined>(undefined);

export function tell(message: string, undo?: () => Promise<unknown>): void {
  lastDeed.save({ message, ...(undo && { undo }) });
  announce(message);
}
