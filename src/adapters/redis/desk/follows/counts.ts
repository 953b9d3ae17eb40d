import type { Work } from "../../../../domain/follows/work.js";

/** Works are counted by whether they are in the inbox or were dismissed (`out`), and how many of them are new. */
export const countNames = ["shown", "new", "out", "outNew"] as const;
export type CountName = (typeof countNames)[number];
export type Counts = Readonly<Record<CountName, number>>;

/** How a work counts; not at all without a paper. */
export function listStates(work: Work | undefined): readonly CountName[] {
  if (work?.ordinal === undefined) return [];
  if (work.dismissedAt !== undefined) return work.isSeen ? ["out"] : ["out", "outNew"];
  return work.isSeen ? ["shown"] : ["shown", "new"];
}

/** From the answers to `countNames`; what was never counted is 0. */
export function readCounts(answers: readonly unknown[]): Counts {
  const [shown, unseen, out, outNew] = answers.map((answer) => Number(answer ?? 0));
  return { shown: shown!, new: unseen!, out: out!, outNew: outNew! };
}

/** Sums of changes, by key. */
export interface CountChanges {
  add(key: string, work: Work | undefined, sign: 1 | -1): void;
  list(): readonly (readonly [key: string, name: CountName, by: number])[];
}

export function createCountChanges(): CountChanges {
  const sums = new Map<string, Record<CountName, number>>();
  return {
    add(key, work, sign) {
      const sum = sums.get(key) ?? { shown: 0, new: 0, out: 0, outNew: 0 };
      for (const name of listStates(work)) sum[name] += sign;
      sums.set(key, sum);
    },
    list: () =>
      [...sums].flatMap(([key, sum]) =>
        countNames.filter((name) => sum[name] !== 0).map((name) => [key, name, sum[name]] as const),
      ),
  };
}
