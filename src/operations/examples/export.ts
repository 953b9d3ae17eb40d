import { createReferenceWriter, exportFiles, exportFormats } from "../../domain/export/format.js";
import type { OperationExample } from "../operation.js";
import { adapterPaper } from "./sample-papers.js";

export const exportExample: OperationExample = {
  query: { author: "Sebastian Ruder" },
  answer: `${JSON.stringify(adapterPaper)}\n`,
};

export const searchExportExample: OperationExample = { ...exportExample, query: { q: "adapters", year: 2021 } };

/** The same paper in the other formats, by their media types. */
export const referenceExamples: Readonly<Record<string, string>> = Object.fromEntries(
  exportFormats.flatMap((format) => {
    if (format === "jsonl") return [];
    const { head, write, tail } = createReferenceWriter(format);
    return [[exportFiles[format].type, `${head}${write(adapterPaper)}${tail}`]];
  }),
);
