import { describe, expect, it } from "vitest";
import { estimateSpace } from "../../src/domain/ingest/preview.js";

describe("the space that papers need", () => {
  it("matches the measurement for papers like the measured ones", () => {
    const corpus = { count: 87_243, characters: 87_243 * 1_140 };
    expect(estimateSpace(corpus, 384)).toMatchObject({ diskBytes: 548_000_000, memoryBytes: 302_000_000 });
  });

  it("grows with the vectors' length and, independently, with the texts' length", () => {
    const { diskBytes } = estimateSpace({ count: 1000, characters: 0 }, 384);
    expect(estimateSpace({ count: 1000, characters: 0 }, 768).diskBytes / diskBytes).toBeCloseTo(2, 4);
    expect(estimateSpace({ count: 0, characters: 0 }, 384)).toMatchObject({ diskBytes: 0, memoryBytes: 0 });
    // 246 MB of texts and words over 99,457,020 characters.
    expect(estimateSpace({ count: 0, characters: 1_000_000 }, 384).diskBytes).toBe(2_232_120);
  });
});
