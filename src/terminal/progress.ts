import { clearLine, cursorTo } from "node:readline";
import { type Options, type Params, SingleBar } from "cli-progress";
import { formatDuration, formatRate } from "../domain/text/amounts.js";
import type { TerminalStream } from "./terminal.js";

export interface ProgressFacts {
  readonly done: number;
  /** Unknown for standard input. */
  readonly total?: number | undefined;
  /** Text after the bar. */
  readonly text: string;
}

/** Shows the progress of a long step on stderr: as a bar on a terminal, otherwise as a line at intervals. */
export interface Progress {
  update(facts: ProgressFacts): void;
  /** Prints other output above the bar. */
  printAbove(print: () => void): void;
  end(): void;
}

export interface ProgressOptions {
  readonly stream: TerminalStream;
  readonly label: string;
  /** A monotonic clock, in milliseconds. */
  readonly now?: () => number;
}

/** Interval between lines without a terminal, suitable for a log of several hours. */
const lineIntervalMs = 10_000;

export function createProgress({ stream, label, now = () => performance.now() }: ProgressOptions): Progress {
  return stream.isTTY ? createBar(stream, label) : createLines({ stream, label, now });
}

/** Formats the average rate since creation, and the remaining time at that rate; `format` formats a number of items. */
export type Rate = (done: number, total?: number, format?: (items: number) => string) => string;

export function createRate(now: () => number = () => performance.now()): Rate {
  const startedAt = now();
  let first: number | undefined;
  return (done, total, format) => {
    first ??= done;
    const seconds = (now() - startedAt) / 1000;
    const rate = (done - first) / seconds;
    // An early rate is unreliable, and a rate of zero gives no estimate.
    if (seconds < 0.5 || !(rate > 0)) return "";
    const shown = format ? `${format(rate)}/s` : formatRate(rate);
    return total === undefined || total <= done ? shown : `${shown}  ${formatDuration((total - done) / rate)} left`;
  };
}

const maxBarWidth = 40;
const minBarWidth = 10;

function createBar(stream: TerminalStream, label: string): Progress {
  const format = (_: Options, { value, total }: Params, payload: { text?: string }) => {
    const text = payload.text ?? "";
    if (total === 0) return `${label}  ${text}`;
    const percent = `${Math.floor((100 * value) / total)}%`.padStart(4);
    const width = Math.min(
      maxBarWidth,
      Math.max(minBarWidth, (stream.columns ?? 80) - label.length - text.length - 11),
    );
    const filled = Math.round((width * Math.min(value, total)) / total);
    return `${label} ${"█".repeat(filled)}${"░".repeat(width - filled)} ${percent}  ${text}`;
  };
  const bar = new SingleBar({ format, stream: stream as NodeJS.WriteStream, emptyOnZero: true, fps: 8 });
  let started = false;
  return {
    update({ done, total = 0, text }) {
      if (!started) bar.start(total, done, { text });
      started = true;
      bar.setTotal(total);
      bar.update(done, { text });
    },
    printAbove(print) {
      if (started) {
        cursorTo(stream, 0);
        clearLine(stream, 0);
      }
      print();
    },
    end: () => bar.stop(),
  };
}

function createLines({ stream, label, now }: Required<ProgressOptions>): Progress {
  let printedAt = now();
  return {
    update({ done, total, text }) {
      if (now() - printedAt < lineIntervalMs) return;
      printedAt = now();
      const percent = total ? ` ${Math.floor((100 * done) / total)}%` : "";
      stream.write(`${label}${percent}  ${text}\n`);
    },
    printAbove: (print) => print(),
    end: () => undefined,
  };
}
