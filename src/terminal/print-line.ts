import { describeError } from "../errors.js";

export function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printError(error: unknown): void {
  process.stderr.write(`paperkin: ${describeError(error)}\n`);
}
