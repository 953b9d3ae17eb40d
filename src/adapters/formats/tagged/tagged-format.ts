import type { RecordEntry } from "../../../domain/collections/record-entry.js";
import type { FormatName } from "../../../domain/sources/paper-format.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readReferences, type TaggedSyntax } from "./read-references.js";
import { createFieldReader, type FieldReader, type Reference } from "./reference.js";

export interface TaggedFormatOptions {
  readonly name: FormatName;
  /** Called for each source, as a syntax may learn the habits of its source. */
  readonly createSyntax: () => TaggedSyntax;
  readonly toPaper: (reader: FieldReader, reference: Reference) => Record<string, unknown>;
  /** What a reference says for the owner of the file. */
  readonly toEntry?: (reader: FieldReader) => RecordEntry;
}

/** A format of references with a tag at the start of each field. */
export function createTaggedFormat({ name, createSyntax, toPaper, toEntry }: TaggedFormatOptions): PaperFormat {
  return {
    name,
    open: async (chunks, { readsEntries = false }) => ({
      records: readReferences(chunks, createSyntax(), (reference) => {
        const reader = createFieldReader(reference.fields);
        const facts = readsEntries && toEntry && { entry: toEntry(reader) };
        return { line: reference.line, value: toPaper(reader, reference), ...facts };
      }),
    }),
  };
}
