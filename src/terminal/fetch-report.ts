import type { FetchProgress } from "../services/models/model-files.js";
import { formatBytes } from "../domain/text/amounts.js";
import { createProgress, createRate, type Progress, type Rate } from "./progress.js";
import type { TerminalStream } from "./terminal.js";

/**
 * Shows on stderr what a model fetch does: each message once, with the size where it is known, and how far each file
 * has come. A model that is already there is fetched without a word.
 */
export function createFetchReport(stream: TerminalStream = process.stderr): (progress: FetchProgress) => void {
  const told = { message: "", fileOfSource: "" };
  let shown: { readonly progress: Progress; readonly rate: Rate } | undefined;
  const endFile = () => {
    shown?.progress.end();
    shown = undefined;
  };
  return ({ source, message, file = "", bytesDone = 0, bytesTotal }) => {
    const fileOfSource = `${source} ${file}`;
    // A source announces a file with its address; what comes while its bytes arrive is the bar's.
    if (message !== told.message && (file === "" || fileOfSource !== told.fileOfSource)) {
      endFile();
      Object.assign(told, { message, fileOfSource });
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
