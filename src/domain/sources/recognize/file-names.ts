import { type FileKind, type FileKindName, fileKinds } from "./file-kind.js";

/** The endings of names that never hold papers in a format that is read, by kind. */
const endings: readonly (readonly [FileKindName, string])[] = [
  ["endnote", "enl enlx enlp"],
  ["word", "doc docx docm dot dotx"],
  ["rtf", "rtf"],
  ["openDocument", "odt fodt"],
  ["pages", "pages"],
  ["slides", "ppt pptx pps ppsx odp key"],
  ["xls", "xls"],
  ["ods", "ods fods"],
  ["numbers", "numbers"],
  ["epub", "epub mobi azw azw3"],
  ["zip", "zip"],
  ["archive", "tar tgz tbz txz 7z rar bz2 xz lz4 iso dmg jar whl"],
  ["webPage", "html htm xhtml mht mhtml webarchive"],
  ["latex", "tex ltx cls sty bst dtx"],
  ["latexWork", "aux bbl bcf blg toc lof lot out fls fdb_latexmk"],
  ["postScript", "ps eps"],
  ["dvi", "dvi"],
  ["djvu", "djvu"],
  ["image", "png jpg jpeg gif tif tiff webp bmp svg heic ico psd ai"],
  ["media", "mp3 mp4 m4a wav ogg flac avi mov mkv webm"],
  ["font", "ttf otf woff woff2 pfb afm tfm"],
  ["program", "exe dll so dylib class pyc o a wasm"],
  ["dataTable", "parquet feather arrow avro orc h5 hdf5 mat npy npz sav dta sas7bdat xpt onnx safetensors"],
  ["pickle", "pkl pickle"],
  ["rData", "rdata rda rds"],
  [
    "code",
    "py js mjs cjs ts tsx jsx css scss less java c h cc cpp hpp cs go rs rb php pl pm sh bash zsh bat ps1 r rmd rnw jl lua swift kt scala hs ml sql vue csl xsl xslt dtd xsd rng",
  ],
  ["settings", "yaml yml toml ini cfg conf lock properties plist bibfilter"],
  ["log", "log"],
  ["document", "md markdown rst org adoc"],
  ["email", "eml msg mbox"],
  ["database", "db mdb accdb frm myd dbf"],
  ["copy", "bak backup old orig tmp swp"],
];

const byEnding: ReadonlyMap<string, FileKindName> = new Map(
  endings.flatMap(([kind, names]) => names.split(" ").map((ending) => [ending, kind] as const)),
);

/** The kind of file that the end of its name says, without what compressed it. */
export function recognizeName(name: string): FileKind | undefined {
  const file = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1).toLowerCase();
  if (file.startsWith("zotero.sqlite")) return fileKinds.zotero;
  if (file.includes("mendeley.com.sqlite")) return fileKinds.mendeley;
  const kind = byEnding.get(/\.(\w+)$/.exec(file.replace(/\.(?:gz|gzip|zst|zstd)$/, ""))?.[1] ?? "");
  return kind && fileKinds[kind];
}

/** Kinds whose text may well contain an entry or two, as a README its own BibTeX, and still is no list of papers. */
const quoting: ReadonlySet<FileKind> = new Set<FileKind>([
  fileKinds.code,
  fileKinds.document,
  fileKinds.settings,
  fileKinds.log,
  fileKinds.latex,
  fileKinds.latexWork,
  fileKinds.webPage,
  fileKinds.copy,
]);

/** Whether a file of a folder can be told from its name alone, so that its content need not be read. */
export function isToldByName(kind: FileKind): boolean {
  return quoting.has(kind) || opaque.has(kind);
}

const opaque: ReadonlySet<FileKind> = new Set<FileKind>([
  fileKinds.image,
  fileKinds.media,
  fileKinds.font,
  fileKinds.program,
]);
