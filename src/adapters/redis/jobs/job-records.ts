import { createUnknownJobError } from "../../../domain/jobs/unknown-job.js";
import type { JobFacts } from "../../../domain/jobs/describe-job.js";
import type { RedisConnection } from "../connect.js";
import type { Transact, Transaction } from "../transact.js";

/** A job as it is stored. Which papers are embedded or have failed is said by the papers, until the job has ended. */
export interface JobRecord extends Omit<JobFacts, "embedded" | "failed" | "waits"> {
  /** Ascending in the order of creation. */
  readonly number: number;
  /** The papers are still to follow a cancellation or a retry. Whoever reads the job first carries it out. */
  readonly steering?: Steering | undefined;
  /** The counts with which the job ended; later its papers may belong to other jobs. */
  readonly end?: JobEnd | undefined;
}

export interface Steering {
  readonly action: "cancel" | "retry";
  readonly token: string;
}

export interface JobEnd {
  readonly embedded: number;
  readonly failed: number;
  /** Counts of an earlier epoch no longer hold: all papers have begun to wait since. */
  readonly epoch: string;
}

/** Says the record after the change; undefined leaves it as it is. Runs again when others have changed it meanwhile. */
export type ChangeRecord = (record: JobRecord, tx: Transaction) => JobRecord | undefined;

export interface JobRecords {
  readonly keys: JobKeys;
  readonly connection: RedisConnection;
  create(make: (number: number) => JobRecord): Promise<JobRecord>;
  /** In the order of the ids; undefined for unknown jobs. */
  read(ids: readonly string[]): Promise<readonly (JobRecord | undefined)[]>;
  readEpoch(): Promise<string>;
  /** Whether the task changed the record. Throws `not_found`. */
  change(id: string, task: ChangeRecord): Promise<boolean>;
}

export type JobKeys = ReturnType<typeof nameKeys>;

function nameKeys(prefix: string) {
  return {
    /** All jobs, and those that are open for papers, by number. */
    all: `${prefix}:jobs:all`,
    open: `${prefix}:jobs:open`,
    /** Ids of jobs whose papers are still to follow a cancellation or a retry. */
    steered: `${prefix}:jobs:steered`,
    epoch: `${prefix}:jobs:epoch`,
    count: `${prefix}:jobs:count`,
    version: `${prefix}:jobs:version`,
    record: (id: string) => `${prefix}:jobs:record:${id}`,
    versionOf: (id: string) => `${prefix}:jobs:version:${id}`,
    /** By line, then in the order of arrival. */
    rejections: (id: string) => `${prefix}:jobs:rejections:${id}`,
    notices: (id: string) => `${prefix}:jobs:notices:${id}`,
  } as const;
}

export interface JobRecordsOptions {
  readonly connection: RedisConnection;
  readonly transact: Transact;
  /** Begins every key. */
  readonly prefix: string;
}

export function createJobRecords({ connection, transact, prefix }: JobRecordsOptions): JobRecords {
  const keys = nameKeys(prefix);
  const read = async (ids: readonly string[]) => {
    const texts = await connection.pipe(ids.map((id) => ["GET", keys.record(id)] as const));
    return texts.map((text) => (text === null ? undefined : parseRecord(text as string)));
  };
  return {
    keys,
    connection,
    read,
    create: (make) =>
      transact(keys.version, async (tx) => {
        const number = Number((await connection.ask((redis) => redis.get(keys.count))) ?? 0) + 1;
        const record = make(number);
        tx.write("SET", keys.count, number);
        tx.write("SET", keys.record(record.id), JSON.stringify(record));
        for (const list of [keys.all, keys.open]) tx.write("ZADD", list, number, record.id);
        return record;
      }),
    readEpoch: async () => (await connection.ask((redis) => redis.get(keys.epoch))) ?? "0",
    change: (id, task) =>
      transact(keys.versionOf(id), async (tx) => {
        const [record] = await read([id]);
        if (!record) throw createUnknownJobError(id);
        const next = task(record, tx);
        if (next) tx.write("SET", keys.record(id), JSON.stringify(next));
        return next !== undefined;
      }),
  };
}

function parseRecord(text: string): JobRecord {
  return JSON.parse(text) as JobRecord;
}

/** Lists keep their items in the order of arrival by a number of fixed width before each. */
const arrivalDigits = 12;

/** Adds items to a list that is ordered by line, then by arrival; items without a line come first. */
export function addByLine(
  tx: Transaction,
  key: string,
  { items, before }: { readonly items: readonly { readonly line?: number | undefined }[]; readonly before: number },
): void {
  const scored = items.map((item, at) => {
    const arrival = String(before + at).padStart(arrivalDigits, "0");
    return [item.line ?? -1, `${arrival}${JSON.stringify(item)}`] as const;
  });
  tx.writeEach(["ZADD", key], scored);
}

/** The first items of such a list. */
export async function listByLine<Item>(connection: RedisConnection, key: string, limit: number): Promise<Item[]> {
  if (limit <= 0) return [];
  const members = await connection.ask((redis) => redis.zrange(key, 0, String(limit - 1)));
  return members.map((member) => JSON.parse(member.slice(arrivalDigits)) as Item);
}
