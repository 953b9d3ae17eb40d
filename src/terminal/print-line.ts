import { describeError } from "../errors.js";
import { cleanOutput } from "./fit-text.js";

export function printLine(text: string): void {
  process.stdout.write(`${cleanOutput(text)}\n`);
}

export function printError(error: unknown): void {
  process.stderr.write(`paperkin: ${cleanOutput(describeError(error))}\n`);
}
