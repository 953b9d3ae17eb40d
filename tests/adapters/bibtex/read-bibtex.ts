import { createBibtexFormat } from "../../../src/adapters/formats/bibtex/format.js";
import type { ParsedPaper } from "../../../src/domain/paper/paper.js";

export interface BibtexContent {
  readonly papers: Partial<ParsedPaper>[];
  readonly failures: { line: number; reason: string }[];
  readonly notices: string[];
}

/** Reads BibTeX; lists that are empty and texts that are blank are left out of the papers. */
export async function readBibtex(text: string | Uint8Array): Promise<BibtexContent> {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  const chunks = (async function* () {
    yield bytes;
  })();
  const { records } = await createBibtexFormat().open(chunks, {});
  const content: BibtexContent = { papers: [], failures: [], notices: [] };
  for await (const record of records) {
    if ("reason" in record) content.failures.push(record);
    else {
      content.papers.push(leaveOutBlank(record.value as Partial<ParsedPaper>));
      content.notices.push(...(record.notices ?? []));
    }
  }
  return content;
}

function leaveOutBlank(paper: Partial<ParsedPaper>): Partial<ParsedPaper> {
  return Object.fromEntries(
    Object.entries(paper).filter(([, value]) => value !== "" && !(Array.isArray(value) && value.length === 0)),
  );
}
