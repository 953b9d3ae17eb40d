import { findArxivId, findDoi, joinArxivId, parseArxivId } from "../../../domain/paper/id.js";

type Fields = ReadonlyMap<string, string>;

export interface EntryIds {
  readonly doi?: string;
  readonly arxivId?: string;
  readonly url?: string;
}

/** The identifiers of an entry, whichever fields they are in. Those that a note mentions may be of another work. */
export function readIds(fields: Fields): EntryIds {
  const url = readAddress(fields);
  const remarks = ["note", "howpublished", "addendum", "pubstate"].map((name) =>
    unescapeAddress(fields.get(name)).trim(),
  );
  const doi = findDoi(fields.get("doi")) ?? findDoi(url) ?? findDoi(remarks.find((text) => onlyDoi.test(text)));
  const arxivId = chooseArxivId(fields, url) ?? remarks.map(readOnlyArxivId).find((id) => id !== undefined);
  return {
    ...(doi !== undefined && { doi }),
    ...(arxivId !== undefined && { arxivId }),
    ...(url !== "" && { url }),
  };
}

const onlyDoi = /^(?:doi[:\s]*)?(?:https?:\/\/\S{0,60}\/)?10\.\d{4,9}\/\S+$/i;

const addressFields = ["url", "link", "ee", "bdsk-url-1", "adsurl"];
const onlyAddress = /^(?:(?:url|online|available (?:at|from))[:\s]*)?https?:\S+$/i;

function readAddress(fields: Fields): string {
  for (const name of addressFields) {
    const value = fields.get(name);
    const address = value === undefined ? undefined : findAddress(value);
    if (address !== undefined) return address;
  }
  const remark = [fields.get("howpublished"), fields.get("note")].find(
    (value) => value !== undefined && onlyAddress.test(unescapeAddress(value).trim()),
  );
  return (remark !== undefined && findAddress(remark)) || "";
}

/** The first address of a field. A long one may be broken over several lines. */
function findAddress(value: string): string | undefined {
  const lines = unescapeAddress(value).split("\n");
  const text = lines.length === 1 ? lines[0]! : lines.map((line) => line.trim()).join("");
  const found = /https?:\/\/[^\s"]+/i.exec(text)?.[0];
  return found?.split(/[;,](?=https?:\/\/)/i, 1)[0]!.replace(/(?<![;,.>])[;,.>]+$/, "");
}

/** Addresses may contain LaTeX escapes but are not LaTeX: `~` is an ordinary character in them. */
function unescapeAddress(value = ""): string {
  if (!/[\\{}$&]/.test(value)) return value;
  return value
    .replace(/\\href\s*\{([^{}]*)\}\s*\{[^{}]*\}/g, "$1")
    .replace(/\\(?:url|nolinkurl|path|burl)\b\s*/g, "")
    .replace(/\{?\\text(asciitilde|underscore)(?:\{\}|\})?\s?|\$?\\sim\$?|\\~\{\}/g, (_, name) =>
      name === "underscore" ? "_" : "~",
    )
    .replace(/\\slash\s?/g, "/")
    .replace(/\\(?=[_%#&~$^])/g, "")
    .replace(/&amp;/g, "&")
    .replace(/[{}]|\\-|\\allowbreak\b/g, "");
}

/** Fields that name the paper itself, in which its arXiv id may follow the name of the server. */
const ownFields = ["journal", "journaltitle", "volume", "number", "eid", "pages", "publisher", "institution", "series"];

function chooseArxivId(fields: Fields, url: string): string | undefined {
  const archive = fields.get("primaryclass") ?? fields.get("eprintclass") ?? "";
  const ofEprint = readEprint(fields, archive);
  if (isArxivId(ofEprint)) return ofEprint;
  const own = fields.get("arxivid") ?? fields.get("arxiv");
  const named = own === undefined ? undefined : joinArxivId(unescapeAddress(own), archive);
  const candidates = [named, url, unescapeAddress(fields.get("doi"))];
  const found = candidates.find(isArxivId);
  if (found !== undefined) return found;
  for (const name of ownFields) {
    const value = fields.get(name);
    const id = value === undefined ? undefined : readOwnField(unescapeAddress(value));
    if (isArxivId(id)) return id;
  }
  return undefined;
}

function isArxivId(text: string | undefined): boolean {
  return text !== undefined && text !== "" && parseArxivId(text) !== undefined;
}

/** The id in `eprint`, unless `archiveprefix` or `eprinttype` name another server. */
function readEprint(fields: Fields, archive: string): string | undefined {
  const eprint = fields.get("eprint");
  if (eprint === undefined) return undefined;
  const prefix = (fields.get("archiveprefix") ?? fields.get("eprinttype") ?? "").trim();
  const isArxiv = prefix === "" || /arxiv/i.test(prefix) || joinArxivId("9901001", prefix) !== undefined;
  return isArxiv ? joinArxivId(unescapeAddress(eprint), archive || prefix) : undefined;
}

function readOwnField(text: string): string | undefined {
  if (!/arxiv|abs\/|corr/i.test(text)) return undefined;
  const id = /(?:arxiv:\s*|\babs\/)([\w.-]+(?:\/\d{7})?(?:v\d+)?)/i.exec(text)?.[1];
  return id ?? (/arxiv|corr\b/i.test(text) ? findArxivId(text) : undefined);
}

const fillers =
  /\[[^\][]*\]|\b(?:arxiv(?:\.org)?|corr|e-?prints?|pre-?prints?|available|published|posted|online|at|on|as|repository|version|url)\b[:.,]?|(?<![\w.])(?:19|20)\d\d(?![\w.])/gi;

/** The arXiv id of a remark that says nothing else: "arXiv preprint arXiv:1706.03762", but not "Comment on arXiv:…". */
function readOnlyArxivId(text: string): string | undefined {
  if (!/arxiv/i.test(text) || text.length > 200) return undefined;
  const words = text
    .replace(/arxiv:\s*(?=\S*\d)/gi, " ")
    .replace(/https?:\/\/[^\s/]*arxiv\.org\/(?:abs|pdf)\//gi, " ")
    .replace(fillers, " ")
    .match(/[^\s()[\],;]+/g);
  const [id = "", ...rest] = words ?? [];
  return rest.length === 0 && parseArxivId(id.replace(/\.$/, "")) ? id.replace(/\.$/, "") : undefined;
}
