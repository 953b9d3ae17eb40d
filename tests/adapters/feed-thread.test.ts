import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFeeder } from "../../src/adapters/formats/thread/feeder.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A source that sends a byte every eight seconds, and what the thread gets of it. */
function openSlow({ isCrowded }: { readonly isCrowded: () => boolean }) {
  const sent: object[] = [];
  async function* trickle() {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 8_000));
      yield Uint8Array.of(1);
    }
  }
  const port = { postMessage: (message: object) => void sent.push(message) };
  return { sent, feeder: createFeeder({ port, chunks: trickle(), isCrowded }) };
}

describe("a source that arrives slowly", () => {
  it("keeps its thread while no other waits for one", async () => {
    const { sent, feeder } = openSlow({ isCrowded: () => false });
    for (let chunk = 0; chunk < 100; chunk += 1) void feeder.feed();
    await vi.advanceTimersByTimeAsync(800_500);
    expect(sent).toEqual(Array.from({ length: 100 }, () => ({ chunk: Uint8Array.of(1) })));
  });

  it("loses it after ten seconds of waiting while others wait", async () => {
    const { sent, feeder } = openSlow({ isCrowded: () => true });
    for (let chunk = 0; chunk < 3; chunk += 1) void feeder.feed();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(sent).toEqual([{ chunk: Uint8Array.of(1) }, { broken: true }]);
    expect(feeder.failure).toMatchObject({ code: "timed_out", message: expect.stringContaining("10 seconds") });
  });
});
