import type { FormatName } from "../../../domain/sources/paper-format.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readReferences, type TaggedSyntax } from "./read-references.js";
import { createFieldReader, type FieldReader, type Reference } from "./reference.js";

export interface TaggedFormatOptions {
  readonly name: FormatName;
  /** Called for each source, as a syntax may learn the habits of its source. */
  readonly createSyntax: () => TaggedSyntax;
  readonly toPaper: (reader: FieldReader, reference: Reference) => Record<string, unknown>;
}

/** A format of references with a tag at the start of each field. */
export function createTaggedFormat({ name, createSyntax, toPaper }: TaggedFormatOptions): PaperFormat {
  return {
    name,
    open: async (chunks) => ({
      records: readReferences(chunks, createSyntax(), (reference) => ({
        line: reference.line,
        value: toPaper(createFieldReader(reference.fields), reference),
      })),
    }),
  };
}
