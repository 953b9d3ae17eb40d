import type { FetchProgress } from "../services/models/model-files.js";
import { formatBytes } from "../domain/text/amounts.js";
import { createProgress, createRate, type Progress, type Rate } from "./progress.js";
import type { TerminalStream } from "./terminal.js";

/**
 * Reports a model download on stderr: each message once, with the size if known, and the progress of each file. Prints
 * nothing for a model that is already present.
 */
export function createFetchReport(stream: TerminalStream = process.stderr): (progress: FetchProgress) => void {
  const last = { message: "", fileOfSource: "" };
  let shown: { readonly progress: Progress; readonly rate: Rate } | undefined;
  const endFile = () => {
    shown?.progress.end();
    shown = undefined;
  };
  return ({ source, message, file = "", bytesDone = 0, bytesTotal }) => {
    const fileOfSource = `${source} ${file}`;
    // A source announces a file once with its URL; later reports for that file only move the bar.
    if (message !== last.message && (file === "" || fileOfSource !== last.fileOfSource)) {
      endFile();
      Object.assign(last, { message, fileOfSource });
      const size = bytesTotal === undefined ? "" : ` (${formatBytes(bytesTotal)})`;
      stream.write(`${message.includes(source) ? "" : `${source}: `}${message}${size}\n`);
    }
    if (bytesDone === 0 || bytesTotal === undefined) return;
    shown ??= { progress: createProgress({ stream, label: "Fetching" }), rate: createRate() };
    const text = `${formatBytes(bytesDone)} of ${formatBytes(bytesTotal)}  ${shown.rate(bytesDone, bytesTotal, formatBytes)}`;
    shown.progress.update({ done: bytesDone, total: bytesTotal, text });
    if (bytesDone >= bytesTotal) endFile();
  };
}
