import { Presets, SingleBar } from "cli-progress";
import type { FetchProgress } from "../services/manage-models.js";

const mebibyte = 1024 * 1024;

/**
 * Shows on stderr what a model fetch does: each message once, and a bar for each file on a terminal. A model that is
 * already there is fetched without a word.
 */
export function createFetchReport(): (progress: FetchProgress) => void {
  let told = "";
  let bar: SingleBar | undefined;
  return ({ source, message, file = "", bytesDone, bytesTotal }) => {
    if (message !== told) {
      bar?.stop();
      bar = undefined;
      process.stderr.write(`${source}: ${message}\n`);
      told = message;
    }
    if (bytesDone === undefined || bytesTotal === undefined) return;
    if (!bar && process.stderr.isTTY) {
      bar = new SingleBar({ format: "  {bar} {value} of {total} MiB  {file}", stream: process.stderr }, Presets.shades_classic);
      bar.start(toMebibytes(bytesTotal), 0, { file });
    }
    bar?.update(toMebibytes(bytesDone));
    if (bytesDone < bytesTotal) return;
    bar?.stop();
    bar = undefined;
  };
}

function toMebibytes(bytes: number): number {
  return Math.round((bytes / mebibyte) * 10) / 10;
}
