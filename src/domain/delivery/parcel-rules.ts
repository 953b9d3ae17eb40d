/** Parcels older than this are forgotten, unless they wait. */
export const parcelKeptMs = 31 * 86_400_000;

export const interruptedReason =
  "The server stopped while it was sent: it may not have been delivered. Send it again if it did not arrive.";

/** Why what belonged to a deleted digest is not sent. */
export const deletedReason = "deleted";
