/**
 * Max length of a record of JSON in UTF-16 code units. It is more than that of other formats, because services list the
 * institutions of each of several thousand authors.
 */
export const maxJsonLength = 16 * 1024 * 1024;

/** The JSON text of one record; undefined for a record longer than `maxJsonLength`. */
export type CutRecord = string | undefined;

export interface JsonCutter {
  /** The records that end within this part of the text. */
  write(text: string): CutRecord[];
  /** Whether a list of records has begun, as an array or within an object. */
  hasList(): boolean;
  /** Whether a record, a list or the object around it has not ended yet. */
  isOpen(): boolean;
}

/**
 * Cuts JSON into the texts of its records as it arrives: the items of an array, or of the list in an object such as
 * `{"papers": […]}` or `{"message": {"items": […]}}`, else the object itself. Several of these may follow each other.
 * Only brackets and strings are followed, so a record that is not valid JSON does not affect those after it.
 */
export function createJsonCutter(): JsonCutter {
  const state: State = { levels: [], hasList: false, value: undefined, from: 0, records: [] };
  return {
    write(text) {
      state.records = [];
      state.from = 0;
      let at = 0;
      while (at < text.length) at = readNext(state, text, at);
      keepText(state, text, text.length);
      return state.records;
    },
    hasList: () => state.hasList || state.value?.mayBeList === true,
    isOpen: () => state.levels.length > 0 || state.value !== undefined,
  };
}

/** Keys of lists of records in an object: those of paperkin and of the services whose answers are read, and plain words. */
const listKeys = new Set(
  "papers results data works items recommendedPapers articles publications records entries documents".split(" "),
);
/** An object within the object may hold the list: in answers of Crossref, INSPIRE and ADS. */
const innerListKeys: Readonly<Record<string, string>> = { message: "items", hits: "hits", response: "docs" };

interface State {
  /** Open lists, and the opening brackets of the object around a list; outermost first. */
  readonly levels: ("list" | { readonly brackets: string })[];
  hasList: boolean;
  /** The value that is being read. */
  value: OpenValue | undefined;
  /** Where the text of the value begins that is not kept yet. */
  from: number;
  records: CutRecord[];
}

interface OpenValue {
  readonly isRecord: boolean;
  place: "structure" | "string" | "escape" | "literal";
  /** The brackets that are open. */
  brackets: string;
  readonly parts: string[];
  length: number;
  /** The last string that may be a key. */
  word: string;
  key: string;
  outerKey: string;
  hasTitle: boolean;
  /** Whether it is an answer with an empty list, rather than a record. */
  isEmptyAnswer: boolean;
  /** Whether an opening brace would begin the first record of a list. */
  mayBeList: boolean;
}

function openValue(place: OpenValue["place"], { isRecord = true, brackets = "" } = {}): OpenValue {
  const keys = { word: "", key: "", outerKey: "", hasTitle: false, isEmptyAnswer: false, mayBeList: false };
  return { isRecord, place, brackets, parts: [], length: 0, ...keys };
}

/** Reads to the next sign that matters, and returns the place after it. */
function readNext(state: State, text: string, at: number): number {
  const { value } = state;
  if (!value) return readBetween(state, text, at);
  if (value.place === "string") return readString(state, value, { text, at });
  if (value.place === "literal") {
    const end = find(literalEnd, text, at);
    if (end < text.length) endValue(state, text, end);
    return end;
  }
  if (value.place === "structure") return readStructure(state, value, { text, at });
  value.place = "string";
  return at + 1;
}

// Searched from `lastIndex`.
const literalEnd = /[\s,\]}]/g;
const recordStart = /[^\s,\p{Cc}]/gu;
const stringSign = /["\\\n]/g;
const structureSign = /["{}[\],:]/g;

function find(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.index ?? text.length;
}

/** Between two records, which commas or line breaks may separate. */
function readBetween(state: State, text: string, at: number): number {
  const found = find(recordStart, text, at);
  const sign = text[found];
  if (sign === "[") {
    state.levels.push("list");
    state.hasList = true;
  } else if (sign === "]") endList(state, found + 1);
  else if (sign !== "}" && sign !== undefined) {
    state.value = openValue(sign === "{" || sign === '"' ? "structure" : "literal");
    state.from = found;
    return found;
  }
  return found + 1;
}

/** The rest of the object around a list is passed over. */
function endList(state: State, at: number): void {
  state.levels.pop();
  const around = state.levels.at(-1);
  if (around === undefined || around === "list") return;
  state.levels.pop();
  state.value = openValue("structure", { isRecord: false, brackets: around.brackets });
  state.from = at;
}

interface Position {
  readonly text: string;
  readonly at: number;
}

/** A string cannot contain a line break, so one that is not closed spoils only its line. */
function readString(state: State, value: OpenValue, { text, at }: Position): number {
  const found = find(stringSign, text, at);
  if (value.brackets.length <= keyDepth && value.word.length < maxKeyLength) value.word += text.slice(at, found);
  if (found === text.length) return found;
  value.place = text[found] === "\\" ? "escape" : "structure";
  if (value.place === "structure" && value.brackets === "") endValue(state, text, found + 1);
  return found + 1;
}

function readStructure(state: State, value: OpenValue, { text, at }: Position): number {
  const found = find(structureSign, text, at);
  const sign = text[found];
  if (sign === "{" || sign === "[") return openBracket(state, value, { sign, at: found });
  if (sign === "}" || sign === "]") return closeBracket(state, value, { text, at: found });
  if (sign === '"') {
    value.place = "string";
    value.word = "";
    value.mayBeList = false;
  } else if (sign === ":" && value.brackets.length <= keyDepth) {
    value.key = value.word;
    if (value.brackets === "{" && value.key === "title") value.hasTitle = true;
  }
  return found + 1;
}

/** The depth of the brackets in which keys are read. */
const keyDepth = 2;
const maxKeyLength = 100;

function openBracket(state: State, value: OpenValue, { sign, at }: { readonly sign: string; readonly at: number }) {
  if (value.mayBeList && sign === "{") {
    // What was kept so far is not a record, but the object around a list of records.
    state.levels.push({ brackets: value.brackets.slice(0, -1) }, "list");
    state.hasList = true;
    state.value = undefined;
    return at;
  }
  value.mayBeList = sign === "[" && isListKey(value);
  if (value.brackets === "{") value.outerKey = value.key;
  value.brackets += sign;
  return at + 1;
}

function isListKey({ isRecord, brackets, key, outerKey, hasTitle }: OpenValue): boolean {
  if (!isRecord) return false;
  // A list within a paper, such as its references, follows the title.
  if (brackets === "{") return listKeys.has(key) && !hasTitle;
  return brackets === "{{" && innerListKeys[outerKey] === key;
}

function closeBracket(state: State, value: OpenValue, { text, at }: Position): number {
  const opening = value.brackets.lastIndexOf(text[at] === "}" ? "{" : "[");
  if (value.mayBeList) state.hasList = value.isEmptyAnswer = true;
  value.mayBeList = false;
  if (opening > 0) value.brackets = value.brackets.slice(0, opening);
  else if (opening === 0) endValue(state, text, at + 1);
  else if (text[at] === "]" && state.levels.length > 0) {
    // The list ends, so the record within it is not closed.
    endValue(state, text, at);
    return at;
  }
  return at + 1;
}

function endValue(state: State, text: string, end: number): void {
  keepText(state, text, end);
  const { value } = state;
  const isRecord = value?.isRecord && (value.hasTitle || !value.isEmptyAnswer);
  if (isRecord) state.records.push(value.length > maxJsonLength ? undefined : value.parts.join(""));
  state.value = undefined;
}

function keepText({ value, from }: State, text: string, end: number): void {
  if (!value?.isRecord) return;
  value.length += end - from;
  if (value.length > maxJsonLength) value.parts.length = 0;
  else value.parts.push(text.slice(from, end));
}
