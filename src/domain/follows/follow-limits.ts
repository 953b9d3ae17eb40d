export const followLimits = {
  /** Max number of follows of a reader. */
  follows: 1_000,
  /** Matches that are kept for each follow, the newest ones. */
  matches: 1_000,
  nameLength: 200,
  /** Max number of papers of a collection that new ones are compared with. */
  likes: 100,
  /** Days that a dry run looks back, and the papers of them that it compares, the newest ones. */
  dryRunDays: 30,
  dryRunPapers: 5_000,
} as const;
