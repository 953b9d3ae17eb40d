import { describeKind, type FileKind } from "../../domain/sources/recognize/file-kind.js";
import { formatCount } from "../../domain/text/amounts.js";
import { cleanLine, wrapText } from "../../terminal/fit-text.js";

/** A file of a folder that is not imported, and what it seems to be. */
export interface PassedOver extends FileKind {
  readonly name: string;
}

/** Passes over a file that was refused as a whole. */
export function passOver(name: string, { message }: Error): PassedOver {
  return { name, what: "not readable", advice: message.replace(/\.$/, "") };
}

const groupsShown = 20;
const namesShown = 3;

/** Lists the files that were passed over, one paragraph for each kind; empty without files. */
export function formatPassedOver(files: readonly PassedOver[], columns: number): readonly string[] {
  if (files.length === 0) return [];
  const kinds = groupByKind(files);
  // What can be exported in another format is of more interest than the images.
  kinds.sort((one, other) => rateKind(other) - rateKind(one) || other.length - one.length);
  const shown = kinds.slice(0, groupsShown);
  const hidden = kinds.slice(groupsShown).flat().length;
  const more = hidden === 0 ? [] : [`  and ${formatFiles(hidden)} of other kinds`];
  return [`Passed over ${formatFiles(files.length)}:`, ...shown.flatMap((kind) => formatKind(kind, columns)), ...more];
}

function groupByKind(files: readonly PassedOver[]): PassedOver[][] {
  const groups = new Map<string, PassedOver[]>();
  for (const file of files) {
    const key = `${file.what}\n${file.advice ?? ""}`;
    const group = groups.get(key);
    if (group) group.push(file);
    else groups.set(key, [file]);
  }
  return [...groups.values()];
}

function rateKind([first]: readonly PassedOver[]): number {
  return first?.advice === undefined ? 0 : 1;
}

function formatKind(files: readonly PassedOver[], columns: number): string[] {
  const [first] = files;
  if (!first) return [];
  if (files.length === 1) return indent(describeKind(first, first.name), columns);
  const names = files.slice(0, namesShown).map(({ name }) => name);
  const more = files.length > namesShown ? ` and ${formatCount(files.length - namesShown)} more` : "";
  const advice = first.advice === undefined ? "" : `: ${first.advice}`;
  return indent(`Each of ${formatFiles(files.length)} is ${first.what}${advice}. ${names.join(", ")}${more}`, columns);
}

function indent(text: string, columns: number): string[] {
  const [first = "", ...more] = wrapText(cleanLine(text), Math.max(20, columns - 4));
  return [`  ${first}`, ...more.map((line) => `    ${line}`)];
}

function formatFiles(count: number): string {
  return count === 1 ? "1 file" : `${formatCount(count)} files`;
}
