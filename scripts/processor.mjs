import { readFileSync } from "node:fs";

/** The extensions of x86-64 that a compiler may use by itself. Others need code that asks for them. */
const extension = /^(?:sse.*|ssse3|avx.*|fma4?|f16c|bmi[12]|abm|popcnt|movbe|adx|amx.*|xop|tbm|lahf_lm|cx16)$/;

/**
 * The instruction sets of this machine's processor, as Linux names them; `undefined` where they are unknown, and on
 * processors for which every compiler makes the same code.
 */
export function listInstructionSets() {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  try {
    const [, flags] = /^flags\s*:(.*)$/m.exec(readFileSync("/proc/cpuinfo", "utf8")) ?? [];
    return flags && selectExtensions(flags);
  } catch {
    return undefined;
  }
}

export function selectExtensions(flags) {
  return [...new Set(flags.trim().split(/\s+/))]
    .filter((flag) => extension.test(flag))
    .toSorted()
    .join(" ");
}

/** Whether code that was compiled for one processor runs on another. Without a record it was compiled for all. */
export function runsOn(compiledFor, available) {
  if (compiledFor === undefined) return true;
  const present = new Set(available?.split(" "));
  return compiledFor.split(" ").every((flag) => present.has(flag));
}
