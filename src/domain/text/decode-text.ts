/** A text encoding. `utf-8` means UTF-8 with a fallback to Windows-1252, a superset of the letters of Latin-1. */
export type TextEncoding = string;

/**
 * Decodes a source chunk by chunk, without a byte order mark. UTF-16 is detected by its mark or its zero bytes, and XML
 * declares its encoding. Anything else is UTF-8, or Windows-1252 if the first bytes beyond ASCII are not UTF-8. Broken
 * bytes in UTF-8 become U+FFFD, so that only the record that contains them fails.
 */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: ((chunk: Uint8Array, last: boolean) => string) | undefined;
  let held = new Uint8Array(0);
  for await (const chunk of chunks) {
    if (decoder) {
      yield decoder(chunk, false);
      continue;
    }
    held = concat(held, chunk);
    if (held.length < detectionBytes) continue;
    decoder = createDecoder(detectEncoding(held));
    yield decoder(held, false);
  }
  decoder ??= createDecoder(detectEncoding(held));
  const isShort = held.length < detectionBytes;
  yield decoder(isShort ? held : new Uint8Array(0), true);
}

/** Decodes the first bytes of a source; the last character may be incomplete. */
export function decodeHead(head: Uint8Array): string {
  const decode = createDecoder(detectEncoding(head));
  return decode(head, false);
}

/** Enough for a byte order mark and an XML declaration. */
const detectionBytes = 128;

export function detectEncoding(head: Uint8Array): TextEncoding {
  const [first, second, third, fourth] = head;
  // A byte order mark says more than a declaration, which programs leave when they convert a file.
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return "utf-16le";
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return "utf-16be";
  const start = String.fromCharCode(...head.subarray(0, detectionBytes));
  const declared = /^<\?xml[^>]*\bencoding=["']([\w.:-]+)["']/i.exec(start)?.[1];
  return declared !== undefined && isKnownEncoding(declared) ? declared.toLowerCase() : "utf-8";
}

function isKnownEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== "";
  } catch {
    return false;
  }
}

function createDecoder(encoding: TextEncoding): (chunk: Uint8Array, last: boolean) => string {
  if (encoding === "utf-8") return createLenientDecoder();
  const decoder = new TextDecoder(encoding);
  if (decoder.encoding === "windows-1252") return (chunk) => decodeWestern(decoder, chunk);
  return (chunk, last) => decoder.decode(chunk, { stream: !last });
}

/** Node decodes Windows-1252 as Latin-1, whose bytes 80 to 9F are control characters instead of letters. */
function decodeWestern(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string {
  return decoder.decode(bytes).replace(/[\u0080-\u009F]/g, (sign) => western.charAt(sign.charCodeAt(0) - 0x80));
}

/** The characters of the bytes 80 to 9F in Windows-1252; five of them are control characters there too. */
const western =
  "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F" +
  "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

function createLenientDecoder(): (chunk: Uint8Array, last: boolean) => string {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const lenient = new TextDecoder("utf-8", { ignoreBOM: true });
  const fallback = new TextDecoder("windows-1252");
  let kind: "ascii" | "utf-8" | "western" = "ascii";
  let rest: Uint8Array = new Uint8Array(0);
  let isFirst = true;
  const decode = (bytes: Uint8Array): string => {
    if (kind === "western") return decodeWestern(fallback, bytes);
    try {
      const text = strict.decode(bytes);
      if (text.length < bytes.length) kind = "utf-8";
      return text;
    } catch {
      const text = lenient.decode(bytes);
      if (kind === "ascii" && !hasOtherLetters(text)) kind = "western";
      return kind === "western" ? decodeWestern(fallback, bytes) : text;
    }
  };
  return (chunk, last) => {
    const bytes = concat(rest, chunk);
    const whole = last ? bytes.length : bytes.length - countCutBytes(bytes);
    rest = bytes.slice(whole);
    const text = decode(bytes.subarray(0, whole));
    if (!isFirst || text === "") return text;
    isFirst = false;
    return text.replace(/^\uFEFF/, "");
  };
}

/** Whether a character beyond ASCII was decoded correctly. */
function hasOtherLetters(text: string): boolean {
  return /[^\0-\u007F\uFFFD]/.test(text);
}

/** Number of bytes at the end that are an incomplete character. */
function countCutBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

function concat(before: Uint8Array, after: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(before.length + after.length);
  both.set(before);
  both.set(after, before.length);
  return both;
}
