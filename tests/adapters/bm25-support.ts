import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mergeSegments } from "../../src/adapters/bm25/merge-segments.js";
import { readSegmentFile, writeSegmentFile } from "../../src/adapters/bm25/segment-file.js";
import type { SegmentThread } from "../../src/adapters/bm25/segment-thread.js";
import type { KeywordDocument } from "../../src/ports/search/keyword-index.js";
import type { Logger } from "../../src/ports/logger.js";

export interface HeldThread extends SegmentThread {
  /** Number of merges that wait for their release. */
  readonly held: number;
  /** Runs the held merges; with `holdLater: false`, later ones run at once. */
  release(options?: { readonly holdLater: boolean }): void;
}

/** Does the work of the segment thread in the calling thread. */
export function createInlineThread(): SegmentThread {
  return {
    merge: async (request) => mergeSegments(request),
    write: writeSegmentFile,
    read: readSegmentFile,
    close: async () => undefined,
  };
}

/** Merges run when the test releases them, on input frozen at their start, as in a real thread. */
export function createHeldThread(): HeldThread {
  let waiting: (() => void)[] = [];
  let holds = true;
  return {
    ...createInlineThread(),
    get held() {
      return waiting.length;
    },
    async merge(request) {
      if (holds) await new Promise<void>((resolve) => waiting.push(resolve));
      return mergeSegments(request);
    },
    release({ holdLater } = { holdLater: true }) {
      holds = holdLater;
      for (const resolve of waiting) resolve();
      waiting = [];
    },
  };
}

export function createRecordingLogger(): Logger & { readonly warnings: string[] } {
  const warnings: string[] = [];
  return {
    warnings,
    info: () => undefined,
    warn: (_fields, message) => void warnings.push(message),
    error: () => undefined,
  };
}

export async function withTemporaryFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "paperkin-bm25-"));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const vocabulary = [
  ..."graph kernel neural network learning vision robot language model attention proof".split(" "),
  ..."gpt-4 ResNet50 naïve Müller 深度学习 検索 3d the of and pre-training pretraining bayes'".split(" "),
];

/** The same documents for the same seed; low-numbered words of the vocabulary are common, the others rare. */
export function generateDocuments(seed: number, ordinals: readonly number[]): KeywordDocument[] {
  let state = seed;
  const draw = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const write = (words: number): string =>
    Array.from({ length: words }, () => vocabulary[Math.min(draw(vocabulary.length), draw(vocabulary.length))]).join(
      " ",
    );
  return ordinals.map((ordinal) => ({
    ordinal,
    title: write(1 + draw(6)),
    abstract: write(draw(40)),
    extra: write(draw(4)),
  }));
}

export const sampleQueries = [
  ...vocabulary,
  "graph kernel",
  "neural network learning for robot vision",
  "the of and",
  "gpt4 pretraining müller",
  vocabulary.join(" "),
];
