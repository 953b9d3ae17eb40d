import type { SourceRecord } from "../../../domain/sources/source-record.js";
import { describeTooLong, maxRecordLength, readLineBatches } from "../../../domain/text/lines.js";
import type { Field, Reference } from "./reference.js";

/** How a format with a tag at the start of each field is written. */
export interface TaggedSyntax {
  /** The tag and value of a line that begins a field; undefined for any other line. */
  readonly cutLine: (text: string) => Field | undefined;
  /** The tag with which references should begin. */
  readonly firstTag: string;
  /** Tags of titles: after a blank line, a second one begins the next reference where `firstTag` is missing. */
  readonly titleTags: readonly string[];
  /** Whether a blank line ends a reference that lacks `firstTag`; not where a blank line may be within a value. */
  readonly endsAtBlankLine?: boolean;
  /** Whether the line ends a reference. */
  readonly isEnd?: (line: Field) => boolean;
  /** Whether the line is about the file, not about a reference. */
  readonly isHeader?: (line: Field) => boolean;
}

/**
 * Reads references line by line. A reference without its end line ends where the next one begins; one without its first
 * tag begins at the first tag of any kind. Text between references is ignored.
 */
export async function* readReferences(
  chunks: AsyncIterable<Uint8Array>,
  syntax: TaggedSyntax,
  toRecord: (reference: Reference) => SourceRecord,
): AsyncGenerator<SourceRecord> {
  const cutter = createCutter(syntax);
  for await (const { first, texts } of readLineBatches(chunks)) {
    for (let index = 0; index < texts.length; index += 1) {
      const ended = cutter.add(texts[index], first + index);
      if (ended) yield close(ended, toRecord);
    }
  }
  const last = cutter.end();
  if (last) yield { ...close(last, toRecord), ...(cutter.haveEnds() && { notices: [cutNotice] }) };
}

const cutNotice = "the last reference has no end line, unlike those before it: the source may be cut off";

interface Cutter {
  /** Takes the next line; returns the reference that ends before or with it. */
  add(text: string | undefined, line: number): OpenReference | undefined;
  /** The reference that is open at the end of the source. */
  end(): OpenReference | undefined;
  /** Whether references of the source have end lines. */
  haveEnds(): boolean;
}

function createCutter(syntax: TaggedSyntax): Cutter {
  let open: OpenReference | undefined;
  let isAfterBlank = false;
  let haveEnds = false;
  return {
    add: (text, line) => {
      const field = text === undefined ? undefined : syntax.cutLine(text);
      if (field === undefined) {
        if (open) continueField(open, text);
        isAfterBlank = text !== undefined && text.trim() === "";
        return undefined;
      }
      const isEnd = syntax.isEnd?.(field) ?? false;
      const isOutside = isEnd || (syntax.isHeader?.(field) ?? false);
      const isEnded = open !== undefined && (isOutside || beginsNext(field.tag, { open, isAfterBlank, syntax }));
      const ended = isEnded ? open : undefined;
      if (isEnded) open = undefined;
      isAfterBlank = false;
      haveEnds ||= isEnd;
      if (isOutside) return ended;
      open ??= { line, fields: [], length: 0, hasTitle: false };
      addField(open, field);
      open.hasTitle ||= syntax.titleTags.includes(field.tag);
      return ended;
    },
    end: () => open,
    haveEnds: () => haveEnds,
  };
}

interface OpenReference {
  readonly line: number;
  readonly fields: Field[];
  /** Of all lines, in UTF-16 code units. */
  length: number;
  hasTitle: boolean;
}

interface Position {
  readonly open: OpenReference;
  readonly isAfterBlank: boolean;
  readonly syntax: TaggedSyntax;
}

function beginsNext(tag: string, { open: { fields, hasTitle }, isAfterBlank, syntax }: Position): boolean {
  const { firstTag, titleTags, endsAtBlankLine = false } = syntax;
  if (tag === firstTag) {
    if (isAfterBlank || fields.at(-1)?.tag === firstTag) return isAfterBlank;
    return fields.some((field) => field.tag === firstTag) || (!endsAtBlankLine && hasTitle);
  }
  const first = fields[0]?.tag;
  if (!isAfterBlank || first === firstTag) return false;
  return tag === first || ((endsAtBlankLine || titleTags.includes(tag)) && hasTitle);
}

function addField(open: OpenReference, field: Field): void {
  open.length += field.value.length;
  if (open.length <= maxRecordLength) open.fields.push(field);
  else open.fields.length = 0;
}

/** `text` is undefined for a line that is too long by itself. */
function continueField(open: OpenReference, text: string | undefined): void {
  open.length += text === undefined ? maxRecordLength + 1 : text.length;
  const last = open.fields.at(-1);
  if (open.length > maxRecordLength) open.fields.length = 0;
  else if (last) last.value += `\n${text ?? ""}`;
}

function close(
  { line, fields, length }: OpenReference,
  toRecord: (reference: Reference) => SourceRecord,
): SourceRecord {
  return length > maxRecordLength ? { line, reason: describeTooLong("reference") } : toRecord({ line, fields });
}
