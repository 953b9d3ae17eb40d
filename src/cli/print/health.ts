import type { HealthReport } from "../../domain/health/report.js";
import { cleanLine, wrapText } from "../../terminal/fit-text.js";
import type { Paint } from "../../terminal/paint.js";

const margin = " ".repeat(25);

/** One line per check, with advice below it, and the outcome at the end. */
export function formatHealth({ checks }: HealthReport, columns: number, paint: Paint): string {
  const colours = { ok: paint.green, warning: paint.yellow, problem: paint.red };
  const wrap = (text: string) => wrapText(text, Math.max(20, columns - margin.length));
  const lines = checks.flatMap(({ name, state, detail, advice }) => {
    const [first = "", ...rest] = wrap(cleanLine(detail));
    const steps = advice === undefined ? [] : wrap(`→ ${advice}`).map(paint.bold);
    const head = colours[state](state.padEnd(9)) + name.padEnd(16) + first;
    return [head, ...[...rest, ...steps].map((line) => margin + line)];
  });
  const outcome = (["problem", "warning"] as const).flatMap((state) => {
    const count = checks.filter((check) => check.state === state).length;
    return count === 0 ? [] : [`${count} ${state}${count === 1 ? "" : "s"}`];
  });
  return [...lines, "", outcome.length === 0 ? "No problems found." : `${outcome.join(" and ")}.`].join("\n");
}
