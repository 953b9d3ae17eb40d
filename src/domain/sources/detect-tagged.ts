import type { FormatName } from "./paper-format.js";

/** The format of text with a tag at the start of each line. */
export function detectTagged(text: string): FormatName | undefined {
  return shapes.find(([, isShape]) => isShape(text))?.[0];
}

/** The format of text whose first line says it, whatever notes quote below. */
export function detectTaggedStart(text: string): FormatName | undefined {
  return starts.find(([, start]) => start.test(text))?.[0];
}

const starts: readonly (readonly [FormatName, RegExp])[] = [
  ["ris", /^TY {2}- [A-Z]{3,8}\s*[\r\n]/],
  ["medline", /^PMID- \d/],
  ["refer", /^%0 [A-Z]/],
  ["web-of-science", /^FN .*\r?[\r\n]VR \d/],
];

const shapes: readonly (readonly [FormatName, (text: string) => boolean])[] = [
  ["web-of-science", isWebOfScience],
  ["medline", isMedline],
  ["ris", isRis],
  ["refer", (text) => /^\s{0,3}%0 \S/m.test(text) || (/^%[AER]\s/m.test(text) && /^%[TDJ]\s/m.test(text))],
  ["refworks", (text) => /^RT [A-Z]/m.test(text) && /^(?:T1|A1|YR|JF) \S/m.test(text)],
];

function isWebOfScience(text: string): boolean {
  if (/^FN .*\r?[\r\n]VR \d/m.test(text)) return true;
  return /^PT [A-Z]{1,2}\s*$/m.test(text) && /^(?:TI|AU|SO|UT) \S/m.test(text);
}

function isMedline(text: string): boolean {
  if (/^PMID ?- ?\d/m.test(text) && !/^TY {0,2}- ?\w/m.test(text)) return true;
  return (
    /^ ?(?:VN {1,2}- Ovid|(?:OWN|FAU) - |STAT- |<\d+\. ?>\s*$|PT {2}- [A-Z][a-z])/m.test(text) &&
    /^ ?(?:TI|AU|AB) {1,2}- /m.test(text)
  );
}

/** The line `TY` in any way of writing it, or else two of the fields that every reference has. */
function isRis(text: string): boolean {
  if (
    /^[ \t]*TY[ \t]{0,3}[-\u2010-\u2014\u2212][ \t]*(?:(?:[\w-]{2,20}|[A-Z][a-z]+(?: +[A-Za-z]+)+)[ \t]*)?$/im.test(
      text,
    )
  )
    return true;
  return /^T[I1][ \t]{1,3}- \S/m.test(text) && /^(?:AU|A1|PY|Y1|JO|JF|T2|DO|AB|ER|ID)[ \t]{1,3}-(?:\s|$)/m.test(text);
}
