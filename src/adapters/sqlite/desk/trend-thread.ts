import { workerData } from "node:worker_threads";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { countTakenIn, findTopics, readDates } from "../../../domain/trends/found-trends.js";
import { dayOfTime } from "../../../domain/trends/period.js";
import type { TopicSource } from "../../../domain/trends/rising-topics.js";
import { noDay } from "../../../domain/trends/stated-dates.js";
import { bytesToVector } from "../../../domain/vectors/bytes.js";
import type { FoundTrends, TrendQuestion } from "../../../ports/desk/trend-finder.js";
import { openConnection } from "../open-database.js";
import { type VectorSlot, vectorSlots } from "../vectors/slots.js";

/** Start parameters of the thread. */
export interface TrendThreadData {
  /** The data folder. */
  readonly folder: string;
  readonly slot: VectorSlot;
}

const { folder, slot } = workerData as TrendThreadData;
const database = openConnection(folder, { readonly: true });
const { vectors, duplicates } = vectorSlots[slot];
const readVector = database.prepare(`SELECT vector FROM ${vectors} WHERE ordinal = ?`).pluck();
const readTitle = database.prepare("SELECT title FROM papers WHERE ordinal = ?").pluck();
const findPair = database.prepare(`SELECT 1 FROM ${duplicates} WHERE ordinal = ? AND other = ?`);
const listTakenIn = database.prepare(
  "SELECT p.ordinal, j.created_at FROM jobs j JOIN papers p ON p.job_id = j.id ORDER BY j.number",
);

const source: TopicSource = {
  readVector(ordinal) {
    const bytes = readVector.get(ordinal) as Uint8Array | undefined;
    return bytes && bytesToVector(bytes);
  },
  readTitle: (ordinal) => (readTitle.get(ordinal) as string | undefined) ?? "",
  areSame: (one, other) => findPair.get(Math.min(one, other), Math.max(one, other)) !== undefined,
};

export function findTrends(question: TrendQuestion): FoundTrends {
  const { compared, ...found } = readDates(question);
  const takenIn = countTakenIn(readTakenIn(question.papers.ordinals), question.now);
  return { ...found, takenIn, topics: findTopics(compared, source) };
}

/** The day on which the job began that last brought each paper. */
function readTakenIn(ordinals: Int32Array): Int32Array {
  const last = ordinals.at(-1) ?? 0;
  const dayOf = new Int32Array(last + 1).fill(noDay);
  const rows = listTakenIn.raw().iterate() as Iterable<readonly [Ordinal, number]>;
  for (const [ordinal, at] of rows) if (ordinal <= last) dayOf[ordinal] = dayOfTime(at);
  return ordinals.map((ordinal) => dayOf[ordinal]!);
}
