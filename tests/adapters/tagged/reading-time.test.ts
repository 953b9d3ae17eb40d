import { expect, it } from "vitest";
import { readSource } from "../../support/read-source.js";

it("tagged formats are read in time that grows with the length of a value", async () => {
  const writers: readonly ((length: number) => string)[] = [
    (length) => `AB  - ${" ".repeat(length)}x`,
    (length) => `AU  - ${"a, ".repeat(length)}`,
    (length) => `AU  - ${"a (@".repeat(length)}`,
    (length) => `AU  - A, ${"1 ".repeat(length)}`,
    (length) => `KW  - ${"a ;".repeat(length)}`,
    (length) => `KW  - ${",".repeat(length)} b`,
    (length) => `AU  - x\n\n`.repeat(length),
  ];
  const measure = async (length: number, write: (length: number) => string) => {
    const start = process.cpuUsage();
    for (const type of ["TY  - JOUR", "ID  - 1", "OWN - NLM"]) {
      await readSource(`${type}\nTI  - T\n${write(length)}\n`, { format: type.startsWith("OWN") ? "medline" : "ris" });
    }
    return process.cpuUsage(start).user;
  };
  for (const write of writers) {
    await measure(1_000, write);
    const short = await measure(16_000, write);
    expect(await measure(64_000, write)).toBeLessThan(10 * Math.max(short, 20_000));
  }
});
