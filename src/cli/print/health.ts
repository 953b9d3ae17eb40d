import type { HealthCheck, HealthReport } from "../../domain/health/report.js";
import { cleanLine, wrapText } from "../../terminal/fit-text.js";
import type { Paint } from "../../terminal/paint.js";

export interface HealthLayout {
  readonly columns: number;
  readonly paint: Paint;
}

const markWidth = 9;
const nameWidth = 16;

/** A line a check, with what to do below it, and the outcome at the end. */
export function formatHealth({ checks }: HealthReport, layout: HealthLayout): string {
  const count = (state: HealthCheck["state"]) => checks.filter((check) => check.state === state).length;
  const outcome = [
    ...(count("problem") > 0 ? [formatCount(count("problem"), "problem")] : []),
    ...(count("warning") > 0 ? [formatCount(count("warning"), "warning")] : []),
  ].join(" and ");
  return [
    ...checks.flatMap((check) => formatCheck(check, layout)),
    "",
    outcome === "" ? "All is well." : `${outcome}.`,
  ].join("\n");
}

function formatCheck({ name, state, detail, advice }: HealthCheck, { columns, paint }: HealthLayout): string[] {
  const colour = { ok: paint.green, warning: paint.yellow, problem: paint.red }[state];
  const margin = " ".repeat(markWidth + nameWidth);
  const room = Math.max(20, columns - margin.length);
  const [first = "", ...rest] = wrapText(cleanLine(detail), room);
  return [
    colour(state.padEnd(markWidth)) + name.padEnd(nameWidth) + first,
    ...rest.map((line) => margin + line),
    ...(advice === undefined ? [] : wrapText(`→ ${advice}`, room).map((line) => margin + paint.bold(line))),
  ];
}

function formatCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
