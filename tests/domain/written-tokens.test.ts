import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writtenToken } from "../../src/domain/text/tokens.js";
import { type TokenKind, visitWrittenTokens } from "../../src/domain/text/written-tokens.js";

function cut(text: string): string[] {
  const tokens: string[] = [];
  visitWrittenTokens(text, (start, end) => tokens.push(text.slice(start, end)));
  return tokens;
}

describe("The tokens of a written text", () => {
  it("are plain words, and words with signs whole", () => {
    const text = "We use C++, .NET and I/O; k nearest (A* or SO(3)) pre-trained nets' loss, x^2. Node.js. Bézier’s";
    const tokens = "We|use|C++|.NET|and|I/O|k nearest|A*|or|SO(3)|pre-trained|nets|loss|x^2|Node.js|Bézier’s";
    expect(cut(text)).toEqual(tokens.split("|"));
  });

  it("say of each whether it is a word of plain letters, or a chain of these", () => {
    const kinds: TokenKind[] = [];
    const text = "Networks of 8 ResNet50 pre-trained state-of-the-art été Covid-19 don't";
    visitWrittenTokens(text, (...[, , kind]) => kinds.push(kind));
    expect(kinds.join(" ")).toBe("word word other other chain chain other other other");
  });

  it("are those that the pattern finds, in any text", () => {
    const signs =
      "word,K,k, nearest, ,. ,.,-,–,_,',’,/,&,(3),(lambda),(,),^2,^,*,++,+,#,.net,.js,net,7,é,ß,神经,𝒳,°C,±,\n";
    const part = fc.constantFrom(...signs.split(","), "\u00ad", ",");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        expect(cut(text)).toEqual(text.match(writtenToken) ?? []);
      }),
      { numRuns: 2_000 },
    );
  });
});
