/** The files and folders that make up a data folder, by their names in it. */
export const dataFolderNames = {
  /** The store. */
  store: "papers.sqlite",
  /** Changes that SQLite has not yet moved into the store's file. */
  storeLog: "papers.sqlite-wal",
  /** SQLite's exclusive lock on this file is the lock of the folder. */
  lock: "owner.lock",
  /** The process that holds the lock. */
  owner: "owner.json",
  /** The saved indexes and the map of the model in use, and the keyword index. */
  indexes: "indexes",
  /** Those of the other model. */
  otherIndexes: "indexes/second-model",
  /** The progress of each harvest. */
  harvests: "harvests",
  /** The queue, if it is in the folder. */
  queue: "queue",
  /** A restore until it is complete. It is within the folder so that it is on the same disk. */
  restore: ".restore.partial",
} as const;
