import { findDoi, isRegistryId, parseArxivId } from "./id.js";

/** An identifier of one paper, however it was copied. */
export interface PastedId {
  /** As people write it: `arXiv 2301.01234`. */
  readonly name: string;
  /** Ids that the paper may be stored under. */
  readonly ids: readonly string[];
  readonly address?: string;
  /** How papers that cite it by its identifier write it. */
  readonly mention?: string;
}

/** In UTF-16 code units; no identifier is longer. */
const maxLength = 600;

/**
 * Reads a text that is nothing but an identifier: of arXiv, a DOI, of PubMed, the ACL Anthology, OpenAlex or Semantic
 * Scholar, or an address of a page, with what people copy along: quotation marks, brackets, a final point, `see`, a
 * version, the class `[cs.CL]`.
 */
export function readPastedId(text: string): PastedId | undefined {
  if (text.length > maxLength) return undefined;
  const bare = unwrap(text);
  for (const read of readers) {
    const found = read(bare);
    if (found) return anyAddress.test(bare) ? { ...found, address: found.address ?? bare } : found;
  }
  return undefined;
}

/** Reads a text of nothing but identifiers. */
export function readPastedIds(text: string): readonly PastedId[] | undefined {
  const whole = readPastedId(text);
  if (whole) return [whole];
  const words = text.trim().split(/[\s,;]+/, maxIds + 1);
  if (words.length < 2 || words.length > maxIds) return undefined;
  const ids = words.map(readPastedId);
  return ids.every((id) => id !== undefined) ? ids : undefined;
}

const maxIds = 50;

const pairs: Readonly<Record<string, string>> = {
  "<": ">",
  "(": ")",
  "[": "]",
  "{": "}",
  '"': '"',
  "'": "'",
  "“": "”",
  "‘": "’",
  "«": "»",
  "`": "`",
};
const leadIn = /^(?:see|cf\.?|at|url|link|paper|preprint|ref\.?|source|available (?:at|from)|\\url)\b[\s:]*(?=\S)/i;

/** Every round takes away at least one character. */
function unwrap(text: string): string {
  let bare = text.trim();
  for (let last = ""; last !== bare;) {
    last = bare;
    const closing = pairs[bare[0] ?? ""];
    if (closing !== undefined && bare.endsWith(closing)) bare = bare.slice(1, -1).trim();
    bare = bare.replace(/(?<![\s.,;:!?'"”’»>])[\s.,;:!?'"”’»>]+$/, "");
    bare = bare.replace(/^[\s"'“‘«`]+/, "").replace(leadIn, "");
  }
  return bare;
}

type Reader = (text: string) => PastedId | undefined;

const readers: readonly Reader[] = [readArxiv, readDoi, readPubmed, readAnthology, readRegistry, readAddress];

const arxivPrefix =
  /^arxiv(?:\.org)?[\s:#._/-]*(?:(?:preprint|e-?print|id(?:entifier)?|paper|number|no|abs|pdf|arxiv)\b[\s:#./-]*)*/i;
const arxivNumber = /^(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[a-z-]+)?\/\d{7})((?:\s?v\d+)?)(.*)/is;
/** The stamp on the first page: `[cs.CL] 12 Feb 2024`. */
const arxivRest =
  /^(?:\.pdf)?(?:\s*[[(][\w.-]+[\])])?(?:\s*\(?v(?:ersion )?\d+\)?)?(?:\s*\d{1,2} \p{L}{3,9}\.? \d{4}|\s*)$/iu;
/** Sites whose addresses name a paper by its arXiv id. */
const arxivSite =
  /^(?:https?:\/\/)?(?:[\w-]+\.)*(?:arxiv\.org|lanl\.gov|alphaxiv\.org|ar5iv\.org|huggingface\.co|hf\.co|scirate\.com|arxiv-vanity\.com|emergentmind\.com|papers\.cool|semanticscholar\.org|scholar-inbox\.com|paperswithcode\.com|catalyzex\.com|moonlight\.io|takara\.ai)\/(?:.*[/:=])?((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?)(?:\.pdf|\.html?)?\/?(?:[?#].*)?$/i;

function readArxiv(text: string): PastedId | undefined {
  const doi = findWholeDoi(text);
  const [, site] = arxivSite.exec(text) ?? [];
  const [, number, , rest] = arxivNumber.exec(text.replace(arxivPrefix, "")) ?? [];
  const spelled = site ?? (number !== undefined && arxivRest.test(rest ?? "") ? number : (doi ?? ""));
  const id = parseArxivId(spelled)?.id;
  return id === undefined ? undefined : { name: `arXiv ${id}`, ids: [`arxiv:${id}`], mention: id };
}

function readDoi(text: string): PastedId | undefined {
  const doi = findWholeDoi(text);
  if (doi === undefined) return undefined;
  const typed = /10\.\d{4,9}\/\S+$/.exec(text)?.[0] ?? doi;
  return { name: `DOI ${doi}`, ids: [`doi:${doi}`, `doi:${typed}`], mention: doi };
}

/** A DOI with nothing beside it but its name, or the address that contains it. */
function findWholeDoi(text: string): string | undefined {
  const [, article] = /^(?:https?:\/\/)?(?:www\.)?nature\.com\/articles\/([\w.-]+)/i.exec(text) ?? [];
  if (article !== undefined) return findDoi(`10.1038/${article.replace(/\.pdf$/, "")}`);
  const [, record] = /^(?:https?:\/\/)?(?:www\.)?zenodo\.org\/records?\/(\d+)/i.exec(text) ?? [];
  if (record !== undefined) return `10.5281/zenodo.${record}`;
  const isNamed = /^(?:doi(?:\.org)?\s*(?:[:=/]\s*)?)?10\.\d{4,9}(?:\/|%2F)\S+$/i.test(text);
  const isAddress = !/\s/.test(text) && /(?:[/=:]|%2F)10\.\d{4,9}(?:\/|%2F)./i.test(text);
  return isNamed || isAddress ? findDoi(text) : undefined;
}

const pubmedNumber =
  /^(?:(?:pmid|pubmed(?: id)?)\s*(?:[:#]\s*)?|(?:https?:\/\/)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed|pubmed\.gov|europepmc\.org\/(?:article|abstract)\/med)\/)(\d{1,9})(?:\/|[?#].*)?$/i;
const centralNumber =
  /^(?:pmcid\s*(?::\s*)?|(?:https?:\/\/)?(?:www\.)?(?:pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pmc|europepmc\.org)\/articles?\/(?:pmc\/)?)?(PMC\d{3,9})(?:\/.*|[?#].*)?$/i;

function readPubmed(text: string): PastedId | undefined {
  const number = pubmedNumber.exec(text)?.[1];
  if (number !== undefined) {
    return { name: `PMID ${number}`, ids: [`pmid:${number}`], address: `pubmed.ncbi.nlm.nih.gov/${number}` };
  }
  const central = centralNumber.exec(text)?.[1]?.toUpperCase();
  if (central === undefined) return undefined;
  const address = `ncbi.nlm.nih.gov/pmc/articles/${central}`;
  return { name: central, ids: [`pmcid:${central}`, `pmc:${central}`], address };
}

const anthologyId =
  /^(?:acl(?:[\s_-]*anthology)?(?:[\s_-]*id)?[\s:]*|(?:https?:\/\/)?(?:www\.)?(?:aclanthology\.org|aclweb\.org\/anthology|aclanthology\.info\/papers)\/(?:.*\/)?)?([a-z]\d{2}-\d{4}|(?:19|20)\d{2}\.[a-z\d_]+-[a-z\d_]+\.\d+)(?:v\d+)?(?:\.pdf|\.bib)?\/?(?:[?#].*)?$/i;

function readAnthology(text: string): PastedId | undefined {
  const found = anthologyId.exec(text)?.[1];
  if (found === undefined) return undefined;
  const id = /^[a-z]\d/i.test(found) ? found.toUpperCase() : found.toLowerCase();
  return { name: `ACL ${id}`, ids: [`acl:${id}`, `doi:10.18653/v1/${id}`], address: `aclanthology.org/${id}` };
}

const openAlexWork =
  /^(?:(?:https?:\/\/)?(?:api\.)?openalex\.org\/(?:works\/)?|openalex(?: id)?\s*(?::\s*)?)?(W\d{6,12})(?:[?#].*)?$/i;
const scholarPaper =
  /^(?:(?:https?:\/\/)?(?:[a-z]+\.)?semanticscholar\.org\/\S*\/|s2(?:id)?:\s?)?([\da-f]{40})(?:[/?#].*)?$/i;
const corpusNumber = /^(?:(?:https?:\/\/)?(?:[a-z]+\.)?semanticscholar\.org\/)?(?:corpus\s?id|s2)\s*:\s*(\d{3,12})$/i;

function readRegistry(text: string): PastedId | undefined {
  const work = openAlexWork.exec(text)?.[1]?.toUpperCase();
  if (work !== undefined)
    return { name: `OpenAlex ${work}`, ids: [`openalex:${work}`], address: `openalex.org/${work}` };
  const paper = scholarPaper.exec(text)?.[1]?.toLowerCase();
  if (paper !== undefined) {
    return { name: `Semantic Scholar ${paper}`, ids: [`s2:${paper}`], address: `semanticscholar.org/paper/${paper}` };
  }
  const corpus = corpusNumber.exec(text)?.[1];
  if (corpus !== undefined) return { name: `Semantic Scholar ${corpus}`, ids: [`s2:${corpus}`] };
  return isRegistryId(text) && !/\s/.test(text) ? { name: text, ids: [text] } : undefined;
}

const anyAddress =
  /^(?:https?:\/\/\S+|(?:www\.)?(?:[\w-]+\.)+(?:org|com|net|edu|gov|io|ai|cc|eu|de|uk|fr|ch|nl|jp|cn|co|info|press|dev)(?::\d+)?\/\S+)$/i;
/** A page of this program, or of another one with the ids of papers in its addresses. */
const paperPage = /\/papers?\/([^/?#]+)\/?(?:[?#].*)?$/;

function readAddress(text: string): PastedId | undefined {
  if (!anyAddress.test(text)) return undefined;
  const id = paperPage.exec(text)?.[1];
  const name = text.length > 100 ? `${text.slice(0, 99)}…` : text;
  return { name, ids: id === undefined ? [] : [decodeId(id)], address: text };
}

function decodeId(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
