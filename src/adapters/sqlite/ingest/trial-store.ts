import { deriveDetailedId, deriveHashId, normalizeShownTitle } from "../../../domain/paper/clean-paper.js";
import { canonicalizeId } from "../../../domain/paper/id.js";
import type { Ordinal, Paper } from "../../../domain/paper/paper.js";
import { maxCandidates } from "../../../domain/records/take-in.js";
import type { OpenTrial, TrialStore } from "../../../ports/ingest/trial-store.js";
import { openScratchDatabase, type SqliteDatabase } from "../open-database.js";
import { createSqlitePaperStore } from "../paper/paper-store.js";
import { createWriteGate } from "../write-gate.js";
import { vectorState } from "../schema.js";
import { createSqliteJobNotices } from "./job-notices.js";
import { createSqliteJobStore } from "./job-store.js";
import { createSqliteWorkStore } from "./work-store.js";

/** New papers of a trial come after those of the store. */
const firstOrdinal = 2 ** 40;

/**
 * Trials run the code of the real store on a temporary database of their own, into which the stored papers that a record
 * can belong to are copied first. So a trial writes nothing to the store, and blocks no other writer.
 */
export function createSqliteTrials(database: SqliteDatabase, now: () => number): OpenTrial {
  return () => {
    const scratch = openScratchDatabase(now);
    const copyPapers = prepareCopyPapers(database, scratch);
    const copyMeta = scratch.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (@key, @value)");
    for (const row of database.prepare("SELECT key, value FROM meta").all()) copyMeta.run(row);
    scratch.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES ('papers', ?)").run(firstOrdinal);
    const gate = createWriteGate();
    const papers = createSqlitePaperStore(scratch, gate);
    const countWaiting = scratch
      .prepare(
        `SELECT count(*) FROM papers WHERE job_id = ? AND vector_state = ${vectorState.waiting} AND batch_id IS NULL`,
      )
      .pluck();
    const trial: TrialStore = {
      papers: {
        async savePapers(slice) {
          copyPapers.matching(slice.papers.map(({ paper }) => paper));
          return papers.savePapers(slice);
        },
        async findPaper(id) {
          copyPapers.named(id);
          return papers.findPaper(id);
        },
      },
      jobs: createSqliteJobStore(scratch),
      notices: createSqliteJobNotices(scratch),
      work: createSqliteWorkStore(scratch, gate),
      countWaiting: async (jobId) => countWaiting.get(jobId) as number,
      close: () => void scratch.close(),
    };
    return trial;
  };
}

interface CopyPapers {
  /** Papers with an id, an identifier or the title of one of these. */
  matching(papers: readonly Paper[]): void;
  /** The paper that is found by this id. */
  named(id: string): void;
}

function prepareCopyPapers(from: SqliteDatabase, to: SqliteDatabase): CopyPapers {
  const select = "SELECT ordinal FROM papers WHERE";
  const match = from
    .prepare(
      `${select} id IN (@id, @hashId, @detailedId)
       UNION SELECT * FROM (${select} title_key = @title ORDER BY ordinal LIMIT ${maxCandidates})
       UNION SELECT * FROM (${select} arxiv_id = @arxiv ORDER BY ordinal LIMIT ${maxCandidates})
       UNION SELECT * FROM (${select} doi = @doi ORDER BY ordinal LIMIT ${maxCandidates})`,
    )
    .pluck();
  const copy = prepareCopy(from, to);
  const find = (asked: object) => match.all(asked) as Ordinal[];
  return {
    matching(papers) {
      const ordinals = papers.flatMap((paper) =>
        find({
          id: paper.id,
          hashId: deriveHashId(paper),
          detailedId: deriveDetailedId(paper),
          title: normalizeShownTitle(paper.title) || null,
          arxiv: paper.arxivId ?? null,
          doi: paper.doi ?? null,
        }),
      );
      copy(ordinals);
    },
    named(id) {
      const canonical = canonicalizeId(id);
      const [, kind, value] = /^(arxiv|doi):(.+)$/s.exec(canonical) ?? [];
      const facts = { arxiv: kind === "arxiv" ? value : null, doi: kind === "doi" ? value : null };
      copy(find({ id, hashId: canonical, detailedId: canonical, title: null, ...facts }));
    },
  };
}

/** Returns a function that copies papers, and the records they came from, unless they were copied before. */
function prepareCopy(from: SqliteDatabase, to: SqliteDatabase): (ordinals: readonly Ordinal[]) => void {
  const columns = (to.pragma("table_info(papers)") as { name: string }[]).map(({ name }) => name);
  const read = from.prepare(`SELECT ${columns.join(", ")} FROM papers WHERE ordinal = ?`);
  const readRecords = from.prepare("SELECT ordinal, record FROM paper_records WHERE ordinal = ?");
  const isCopied = to.prepare("SELECT 1 FROM papers WHERE ordinal = ?");
  const write = to.prepare(
    `INSERT INTO papers (${columns.join(", ")}) VALUES (${columns.map((name) => `@${name}`).join(", ")})`,
  );
  const writeRecord = to.prepare("INSERT INTO paper_records (ordinal, record) VALUES (@ordinal, @record)");
  const copy = to.transaction((ordinals: readonly Ordinal[]) => {
    for (const ordinal of new Set(ordinals)) {
      if (isCopied.get(ordinal)) continue;
      const row = read.get(ordinal);
      if (!row) continue;
      write.run(row);
      for (const record of readRecords.all(ordinal)) writeRecord.run(record);
    }
  });
  return (ordinals) => void copy(ordinals);
}
