import { setTimeout as delay } from "node:timers/promises";
import { formatFingerprint } from "../../domain/models/model.js";
import { comparePaper } from "../../domain/paper/change.js";
import { composeText } from "../../domain/paper/clean-paper.js";
import { estimateSpace, type Preview, type PreviewCounts, previewLimits } from "../../domain/ingest/preview.js";
import { createSeenPapers, type SeenPapers } from "../../domain/ingest/seen-papers.js";
import { AppError } from "../../errors.js";
import type { Embedder } from "../../ports/models/embedder.js";
import type { CleanPaper, PaperStore, RejectedPaper } from "../../ports/paper/paper-store.js";
import type { PaperVersions } from "../../ports/paper/paper-versions.js";
import { checkRecords, cutSlices, type PaperRecord } from "./check-records.js";
import { completeRecords } from "./complete-records.js";
import type { EmbeddingRate } from "./embedding-rate.js";

export interface PreviewPapersDeps {
  readonly papers: PaperStore;
  readonly versions: PaperVersions;
  readonly embedder: Embedder;
  readonly embeddingRate: EmbeddingRate;
  /** A steady clock, in milliseconds. */
  readonly now: () => number;
}

/** Reports what an import of the source would do, and stores nothing. */
export type PreviewPapers = (
  source: AsyncIterable<PaperRecord>,
  onSlice?: (counts: PreviewCounts) => void,
) => Promise<Preview>;

/**
 * If embedding has just started, waiting for its first batch gives a better rate than timing texts that compete with
 * it.
 */
const maxWaitMs = 5_000;
const pauseMs = 50;
/** Texts embedded to measure the rate: about half a second of work. */
const textsTimed = 16;

/** The facts kept of a source while it is read. Only the set of seen ids grows with the source. */
interface Tally {
  readonly counts: { -readonly [count in keyof PreviewCounts]: number };
  readonly titles: string[];
  readonly rejected: RejectedPaper[];
  readonly texts: string[];
  readonly seen: SeenPapers;
  toEmbed: number;
  newCharacters: number;
}

export function createPreviewPapers(deps: PreviewPapersDeps): PreviewPapers {
  const { model } = deps.embedder;
  const space = { dimensions: model.dimensions, fingerprint: formatFingerprint(model) };
  return async (source, onSlice) => {
    const tally = createTally();
    for await (const slice of cutSlices(source)) {
      const whole = await completeRecords(deps.papers, slice);
      const { papers: records, rejected } = checkRecords(whole, space);
      noteRejected(tally, rejected);
      const papers = await deps.versions.joinKept(records);
      const kept = await deps.versions.findKept(papers.map(({ paper }) => paper.id));
      for (const clean of papers) notePaper(tally, clean, comparePaper(kept.get(clean.paper.id), clean));
      tally.counts.total += slice.length;
      onSlice?.({ ...tally.counts });
    }
    return summarize(deps, tally);
  };
}

function createTally(): Tally {
  return {
    counts: { total: 0, new: 0, changed: 0, unchanged: 0, repeated: 0, rejected: 0 },
    titles: [],
    rejected: [],
    texts: [],
    seen: createSeenPapers(),
    toEmbed: 0,
    newCharacters: 0,
  };
}

function noteRejected(tally: Tally, rejected: readonly RejectedPaper[]): void {
  tally.counts.rejected += rejected.length;
  tally.rejected.push(...rejected.slice(0, previewLimits.rejected - tally.rejected.length));
}

/** A paper counts once, with the greatest change that any of its records would make. */
function notePaper(
  tally: Tally,
  { paper }: CleanPaper,
  { change, needsVector }: ReturnType<typeof comparePaper>,
): void {
  const { counts, seen, texts, titles } = tally;
  const before = seen.read(paper.id);
  if (before !== undefined) counts.repeated += 1;
  if (before !== undefined && (before !== "unchanged" || change === "unchanged")) return;
  if (before !== undefined) counts.unchanged -= 1;
  counts[change] += 1;
  seen.note(paper.id, change);
  if (needsVector) tally.toEmbed += 1;
  if (needsVector && texts.length < textsTimed) texts.push(composeText(paper));
  if (change !== "new") return;
  tally.newCharacters += composeText(paper).length;
  if (titles.length < previewLimits.titles) titles.push(paper.title);
}

async function summarize(deps: PreviewPapersDeps, tally: Tally): Promise<Preview> {
  const { counts, titles, rejected, toEmbed, newCharacters } = tally;
  const { waiting } = await deps.papers.countPapers();
  const rate = await readRate(deps, { texts: tally.texts, isBusy: waiting > 0 });
  const { dimensions } = deps.embedder.model;
  return {
    counts,
    titles,
    rejected,
    embedding: {
      papers: toEmbed,
      waiting,
      ...(rate && {
        papersPerSecond: rate.papersPerSecond,
        rateSource: rate.source,
        seconds: Math.ceil((toEmbed + waiting) / rate.papersPerSecond),
      }),
    },
    space: estimateSpace({ count: counts.new, characters: newCharacters }, dimensions),
  };
}

interface Rate {
  readonly papersPerSecond: number;
  readonly source: "recent" | "timed";
}

/** Prefers the rate of recent embedding, which covers all workers on all machines. */
async function readRate(
  deps: PreviewPapersDeps,
  { texts, isBusy }: { readonly texts: readonly string[]; readonly isBusy: boolean },
): Promise<Rate | undefined> {
  const waitsUntil = deps.now() + (isBusy ? maxWaitMs : 0);
  while (deps.embeddingRate.recent === undefined && deps.embeddingRate.isActive && deps.now() < waitsUntil)
    await delay(pauseMs);
  const { recent } = deps.embeddingRate;
  if (recent !== undefined) return { papersPerSecond: round(recent), source: "recent" };
  try {
    return texts.length > 0 ? { papersPerSecond: round(await timeTexts(deps, texts)), source: "timed" } : undefined;
  } catch (error) {
    if (error instanceof AppError && error.code === "unavailable") return undefined;
    throw error;
  }
}

/** The first text includes the loading of the model, so it is not timed unless it is the only one. */
async function timeTexts(
  { embedder, now }: PreviewPapersDeps,
  [first = "", ...rest]: readonly string[],
): Promise<number> {
  await embedder.embedDocuments([first]);
  const texts = rest.length > 0 ? rest : [first];
  const startedAt = now();
  await embedder.embedDocuments(texts);
  return texts.length / (Math.max(1, now() - startedAt) / 1000);
}

/** Rounds to the precision of such a measurement. */
function round(rate: number): number {
  return Number(rate.toPrecision(3));
}
