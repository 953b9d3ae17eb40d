import type { ChangeLog } from "../../ports/vectors/change-log.js";
import type { DigestStore } from "../../ports/desk/digest-store.js";
import type { FeedStore } from "../../ports/desk/feed-store.js";
import type { Outbox } from "../../ports/desk/outbox.js";
import type { WebhookStore } from "../../ports/desk/webhook-store.js";
import type { Schedules } from "../../ports/desk/schedules.js";
import type { CollectionStore } from "../../ports/desk/collection-store.js";
import type { CollectionPapers, EntryStore } from "../../ports/desk/entry-store.js";
import type { DuplicateStore } from "../../ports/duplicates/duplicate-store.js";
import type { OpenCounts } from "../../ports/desk/open-counts.js";
import type { OpenTrial } from "../../ports/ingest/trial-store.js";
import type { JobNotices } from "../../ports/jobs/job-notices.js";
import type { JobStore } from "../../ports/jobs/job-store.js";
import type { OtherModelStore } from "../../ports/models/other-model-store.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { PaperVersions } from "../../ports/paper/paper-versions.js";
import type { VectorStore } from "../../ports/vectors/vector-store.js";
import type { WorkStore } from "../../ports/ingest/work-store.js";
import { createSqliteOpenCounts } from "./desk/open-counts.js";
import type { Dismissals } from "../../ports/desk/dismissals.js";
import type { FollowChanges } from "../../ports/desk/follow-changes.js";
import type { FollowStore } from "../../ports/desk/follow-store.js";
import type { MatchStore } from "../../ports/desk/match-store.js";
import type { TakenPapers } from "../../ports/desk/taken-papers.js";
import { createSqliteDismissals } from "./desk/dismissals.js";
import { createSqliteFollowStore } from "./desk/follow-store.js";
import { createSqliteMatchStore } from "./desk/match-store.js";
import { createSqliteTakenPapers } from "./desk/taken-papers.js";
import { createSqliteCollectionStore } from "./desk/collection-store.js";
import { createSqliteDigestStore } from "./desk/digest-store.js";
import { createSqliteFeedStore } from "./desk/feed-store.js";
import { createSqliteOutbox } from "./desk/outbox.js";
import { createSqliteSchedules, type SqliteSchedulesOptions } from "./desk/schedules.js";
import { createSqliteWebhookStore } from "./desk/webhook-store.js";
import { createSqliteCollectionPapers, createSqliteEntryStore } from "./desk/entry-store.js";
import { openDatabase } from "./open-database.js";
import { createSqliteChangeLog } from "./vectors/change-log.js";
import { createSqliteDuplicateStore } from "./paper/duplicate-store.js";
import { createSqliteJobNotices } from "./ingest/job-notices.js";
import { createSqliteJobStore } from "./ingest/job-store.js";
import { createSqliteOtherModelStore } from "./vectors/other-model-store.js";
import { createSqlitePaperStore } from "./paper/paper-store.js";
import { createSqlitePaperVersions } from "./paper/paper-versions.js";
import { createSqliteVectorStore } from "./vectors/vector-store.js";
import { createSqliteTrials } from "./ingest/trial-store.js";
import { createSqliteWorkStore } from "./ingest/work-store.js";
import { otherSlot, prepareReadSlot, type VectorSlot } from "./vectors/slots.js";
import { createWriteGate, type WriteGate } from "./write-gate.js";

export interface SqliteStoreOptions {
  /** The data folder; the store is its file `papers.sqlite`. */
  readonly folder: string;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

/** What is stored for one model. It stays with that model, even when another one is in use. */
export interface ModelSlot {
  readonly slot: VectorSlot;
  readonly vectors: VectorStore;
  readonly changes: ChangeLog;
  readonly duplicates: DuplicateStore;
}

/** The store: one SQLite file behind small ports. The slot is that of the model in use when the store was opened. */
export interface SqliteStore extends ModelSlot {
  readonly papers: PaperStore;
  readonly versions: PaperVersions;
  readonly work: WorkStore;
  readonly jobs: JobStore;
  readonly notices: JobNotices;
  readonly otherModel: OtherModelStore;
  /** What readers keep. */
  readonly desk: {
    readonly collections: CollectionStore;
    readonly entries: EntryStore;
    readonly collectionPapers: CollectionPapers;
    readonly opens: OpenCounts;
    readonly feeds: FeedStore;
    readonly digests: DigestStore;
    readonly webhooks: WebhookStore;
    readonly outbox: Outbox;
    readonly follows: FollowStore;
    readonly followChanges: FollowChanges;
    readonly matchStore: MatchStore;
    readonly dismissals: Dismissals;
    readonly taken: TakenPapers;
  };
  /** Schedules for a folder whose queue has no server. */
  openSchedules(logger: SqliteSchedulesOptions["logger"]): Schedules;
  /** Opens a copy of the store for a dry run. */
  readonly openTrial: OpenTrial;
  /** What is stored for the model that is currently not in use. */
  openOtherSlot(): ModelSlot;
  /** Runs the task while ingest does not write: such calls wait until it has ended. */
  readonly holdWrites: WriteGate["hold"];
  close(): void;
}

/** Throws `damaged`, `conflict` (written by a newer paperkin) or `unavailable`. */
export function createSqliteStore({ folder, now }: SqliteStoreOptions): SqliteStore {
  const database = openDatabase(folder, now);
  const gate = createWriteGate();
  const opens = createSqliteOpenCounts(database, folder);
  const follows = createSqliteFollowStore(database);
  const readSlot = prepareReadSlot(database);
  const openSlot = (slot: VectorSlot): ModelSlot => ({
    slot,
    vectors: createSqliteVectorStore(database, slot),
    changes: createSqliteChangeLog(database, slot),
    duplicates: createSqliteDuplicateStore(database, slot, gate),
  });
  return {
    ...openSlot(readSlot()),
    papers: createSqlitePaperStore(database, gate),
    versions: createSqlitePaperVersions(database),
    work: createSqliteWorkStore(database, gate),
    jobs: createSqliteJobStore(database),
    notices: createSqliteJobNotices(database),
    otherModel: createSqliteOtherModelStore(database, gate),
    desk: {
      collections: createSqliteCollectionStore(database),
      entries: createSqliteEntryStore(database),
      collectionPapers: createSqliteCollectionPapers(database),
      opens,
      feeds: createSqliteFeedStore(database),
      digests: createSqliteDigestStore(database),
      webhooks: createSqliteWebhookStore(database),
      outbox: createSqliteOutbox(database),
      follows,
      followChanges: follows,
      matchStore: createSqliteMatchStore(database),
      dismissals: createSqliteDismissals(database),
      taken: createSqliteTakenPapers(database),
    },
    openSchedules: (logger) => createSqliteSchedules(database, { logger, now }),
    openTrial: createSqliteTrials(database, now),
    openOtherSlot: () => openSlot(otherSlot(readSlot())),
    holdWrites: gate.hold,
    close() {
      opens.close();
      database.close();
    },
  };
}
