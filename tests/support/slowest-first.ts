import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Runs the slowest files first, so that no process runs a long file while the others are idle. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

const folders = ["/relevance/", "/e2e/", "/adapters/"];
const slowest = [
  "relevance/served-figures",
  "e2e/firefox-page",
  "e2e/model-change",
  "e2e/kill-rounds",
  "e2e/interrupted-ingest",
  "e2e/refused-starts",
  "e2e/redis-outage",
];

function rankOf({ moduleId }: TestSpecification): number {
  const at = slowest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  if (at >= 0) return at;
  const folder = folders.findIndex((name) => moduleId.includes(name));
  return slowest.length + (folder < 0 ? folders.length : folder);
}
