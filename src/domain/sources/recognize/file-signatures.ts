import { type FileKind, type FileKindName, fileKinds } from "./file-kind.js";

/** Recognises binary files by their first bytes. */
export function recognizeSignature(head: Uint8Array): FileKind | undefined {
  const start = toLatin(head.subarray(0, maxSignBytes));
  const found = signatures.find(([, sign, at = 0]) => start.startsWith(sign, at))?.[0];
  if (found === "zip") return fileKinds[recognizeZip(toLatin(head))];
  if (found === "sqlite") return fileKinds[recognizeSqlite(toLatin(head))];
  if (found === "office") return fileKinds[recognizeOffice(toLatin(head))];
  return found && fileKinds[found];
}

const maxSignBytes = 512;

/** One character for each byte. */
function toLatin(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + pieceBytes)));
  return parts.join("");
}

/** A call takes a limited number of arguments. */
const pieceBytes = 8192;

type Signature = readonly [kind: FileKindName, sign: string, at?: number];

const signatures: readonly Signature[] = [
  ["sqlite", "SQLite format 3\0"],
  ["zip", "PK\u0003\u0004"],
  ["zip", "PK\u0005\u0006"],
  ["office", "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1"],
  ["rtf", "{\\rtf"],
  ["postScript", "%!PS"],
  ["postScript", "\u00C5\u00D0\u00D3\u00C6"],
  ["dvi", "\u00F7\u0002"],
  ["djvu", "AT&TFORM"],
  ["image", "\u0089PNG"],
  ["image", "\u00FF\u00D8\u00FF"],
  ["image", "GIF87a"],
  ["image", "GIF89a"],
  ["image", "II*\0"],
  ["image", "MM\0*"],
  ["image", "WEBP", 8],
  ["image", "ftypheic", 4],
  ["media", "ID3\u0003"],
  ["media", "ID3\u0004"],
  ["media", "OggS"],
  ["media", "fLaC"],
  ["media", "ftyp", 4],
  ["media", "RIFF"],
  ["media", "\u001A\u0045\u00DF\u00A3"],
  ["epub", "BOOKMOBI", 60],
  ["archive", "ustar", 257],
  ["archive", "7z\u00BC\u00AF\u0027\u001C"],
  ["archive", "Rar!\u001A\u0007"],
  ["archive", "\u00FD7zXZ\0"],
  ["archive", "1AY&SY", 4],
  ["archive", "\u0004\u0022\u004D\u0018"],
  ["dataTable", "PAR1"],
  ["dataTable", "FEA1"],
  ["dataTable", "ARROW1"],
  ["dataTable", "Obj\u0001"],
  ["dataTable", "\u0089HDF"],
  ["dataTable", "\u0093NUMPY"],
  ["dataTable", "MATLAB 5.0 MAT-file"],
  ["dataTable", "$FL2"],
  ["rData", "RDX2\n"],
  ["rData", "RDX3\n"],
  ["rData", "X\n\0\0\0"],
  ["pickle", "\u0080\u0002"],
  ["pickle", "\u0080\u0003"],
  ["pickle", "\u0080\u0004\u0095"],
  ["pickle", "\u0080\u0005\u0095"],
  ["program", "\u007FELF"],
  ["program", "MZ\u0090\0"],
  ["program", "\u00CA\u00FE\u00BA\u00BE"],
  ["program", "\0asm"],
  ["font", "wOFF"],
  ["font", "wOF2"],
  ["font", "OTTO\0"],
  ["font", "\0\u0001\0\0\0"],
];

/** The names of the first files of an archive stand in its first bytes. */
function recognizeZip(latin: string): FileKindName {
  const stated = /mimetypeapplication\/(epub\+zip|vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation))/.exec(
    latin.slice(0, 200),
  )?.[1];
  if (stated === "epub+zip") return "epub";
  if (stated?.endsWith("text")) return "openDocument";
  if (stated?.endsWith("spreadsheet")) return "ods";
  if (stated?.endsWith("presentation")) return "slides";
  const folder = officeFile.exec(latin)?.[1];
  if (folder === "word") return "word";
  if (folder === "ppt") return "slides";
  if (folder === "xl") return "xlsx";
  if (/\.Data\/sdb\/|sdb\/sdb\.eni/.test(latin)) return "endnote";
  if (/Index\/(?:Tables\/|CalculationEngine)/.test(latin)) return "numbers";
  if (latin.includes("Index/Document.iwa")) return "pages";
  return "zip";
}

/** The header of a file in an archive has its name within its first bytes. */
const officeFile = /PK\W\W[\s\S]{0,26}?(word|ppt|xl)\//;

function recognizeSqlite(latin: string): FileKindName {
  if (/\b(?:itemTypesCombined|fieldsCombined|syncedSettings|libraryDataFields)\b/.test(latin)) return "zotero";
  if (/\b(?:RemoteDocuments|DocumentCanonicalIds|mendeley)\b/i.test(latin)) return "mendeley";
  return /\benl_refs\b/.test(latin) ? "endnote" : "sqlite";
}

/** Names in the directory of a compound file are UTF-16. */
function recognizeOffice(latin: string): FileKindName {
  if (latin.includes("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0")) return "word";
  if (/(?:W\0o\0r\0k\0b\0o\0o\0k|B\0o\0o\0k)\0/.test(latin)) return "xls";
  return latin.includes("P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0") ? "slides" : "office";
}
