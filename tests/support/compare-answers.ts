import { compareShapes } from "./compare-shapes.js";

/** Compares what an answer shows, as text of its type, with what came. */
export function compareAnswers(shown: string, real: string, open: readonly string[]): readonly string[] {
  if (shown === "") return real === "" ? [] : ["an answer that is not shown"];
  if (shown.startsWith("event: ")) {
    const [last, first] = [readEvents(shown).at(-1), readEvents(real)[0]];
    return compareShapes(last, first, { open });
  }
  if (shown.startsWith("{")) return compareShapes(JSON.parse(shown), JSON.parse(real.split("\n", 1)[0]!), { open });
  const lines = shown.split("\n").filter((line) => line.trim() !== "…");
  return lines.filter((line) => !real.includes(line.replace(/ \d+$/, ""))).map((line) => `${line} is missing`);
}

function readEvents(stream: string): readonly unknown[] {
  return [...stream.matchAll(/^data: (.*)$/gm)].map(([, data = ""]) => JSON.parse(data) as unknown);
}
