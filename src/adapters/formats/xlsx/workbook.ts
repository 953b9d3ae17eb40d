import { AppError } from "../../../errors.js";
import { readElements } from "../read-elements.js";
import { dropPrefix, type XmlElement } from "../xml-element.js";
import type { Archive } from "./archive.js";

export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Path of the texts that cells refer to by number. */
  readonly textsPath: string | undefined;
}

export interface Sheet {
  readonly name: string;
  readonly path: string;
  readonly isHidden: boolean;
}

/** Finds the parts of a workbook by their relations (ECMA-376, part 2). Throws `bad_input` if it has no sheets. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const root = await readRelations(archive, "");
  const path = root.find(({ type }) => type === "officeDocument")?.path ?? "xl/workbook.xml";
  if (path.endsWith(".bin")) {
    throw new AppError("bad_input", "This is a binary workbook (.xlsb): in Excel save it as .xlsx or CSV.");
  }
  const relations = await readRelations(archive, path);
  const sheets: Sheet[] = [];
  for await (const { name, id, state } of listAttributes(archive, { path, element: "sheet" })) {
    const part = relations.find((relation) => relation.id === id);
    if (part?.type === "worksheet") sheets.push({ name: name ?? "", path: part.path, isHidden: state !== undefined });
  }
  if (sheets.length === 0) throw new AppError("bad_input", "The workbook is damaged, or has no sheets.");
  return { sheets, textsPath: relations.find(({ type }) => type === "sharedStrings")?.path };
}

interface Relation {
  readonly id: string | undefined;
  readonly type: string;
  readonly path: string;
}

/** What a part of the archive refers to. */
async function readRelations(archive: Archive, part: string): Promise<Relation[]> {
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const path = `${folder}_rels/${part.slice(folder.length)}.rels`;
  const relations: Relation[] = [];
  for await (const { Id: id, Type: type = "", Target: target = "" } of listAttributes(archive, {
    path,
    element: "Relationship",
  })) {
    relations.push({ id, type: type.slice(type.lastIndexOf("/") + 1), path: resolvePath(folder, target) });
  }
  return relations;
}

function resolvePath(folder: string, target: string): string {
  return new URL(target, `zip:///${folder}`).pathname.slice(1);
}

interface Place {
  readonly path: string;
  readonly element: string;
}

async function* listAttributes(
  archive: Archive,
  { path, element }: Place,
): AsyncGenerator<Readonly<Record<string, string | undefined>>> {
  for await (const read of readElements(archive.readFile(path), [element])) {
    if ("element" in read) yield dropPrefixes(read.element);
  }
}

function dropPrefixes({ attributes }: XmlElement): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [dropPrefix(name), value]));
}
