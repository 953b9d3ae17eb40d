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

function readAddress(fields: Fields): string {
  for (const name of ["url", "link", "ee", "bdsk-url-1", "adsurl", "howpublished", "note"]) {
    // A long address may be broken over several lines.
    const text = unescapeAddress(fields.get(name)).replace(/\s*\n\s*/g, "");
    const isWhole =
      !/^(?:howpublished|note)$/.test(name) ||
      /^\s*(?:(?:url|online|available (?:at|from))[:\s]*)?https?:\S+\s*$/i.test(text);
    const address = isWhole
      ? /https?:\/\/[^\s<>"]+?(?=[;,]?https?:\/\/|[;,.]*(?:[\s<>"]|$))/i.exec(text)?.[0]
      : undefined;
    if (address !== undefined) return address;
  }
  return "";
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
  const [eprint = "", prefix = ""] = [
    unescapeAddress(fields.get("eprint")),
    fields.get("archiveprefix") ?? fields.get("eprinttype") ?? "",
  ];
  const archive = fields.get("primaryclass") ?? fields.get("eprintclass") ?? "";
  const isArxiv = prefix.trim() === "" || /arxiv/i.test(prefix) || joinArxivId("9901001", prefix) !== undefined;
  const [own = "", other = ""] = [fields.get("arxivid") ?? fields.get("arxiv"), fields.get("doi")];
  const candidates = [
    isArxiv ? joinArxivId(eprint, archive || prefix) : undefined,
    joinArxivId(unescapeAddress(own), archive),
    url,
    unescapeAddress(other),
    ...ownFields.map((name) => readOwnField(unescapeAddress(fields.get(name)))),
  ];
  return candidates.find((candidate) => candidate !== undefined && parseArxivId(candidate) !== undefined);
}

function readOwnField(text: string): string | undefined {
  const id = /(?:arxiv:\s*|\babs\/)([\w.-]+(?:\/\d{7})?(?:v\d+)?)/i.exec(text)?.[1];
  return id ?? (/arxiv|corr\b/i.test(text) ? findArxivId(text) : undefined);
}

const fillers =
  /\[[^\]]*\]|\b(?:arxiv(?:\.org)?|corr|e-?prints?|pre-?prints?|available|published|posted|online|at|on|as|repository|version|url)\b[:.,]?|(?<![\w.])(?:19|20)\d\d(?![\w.])/gi;

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
