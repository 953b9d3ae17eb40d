import { describe, expect, it } from "vitest";
import { readNoteText } from "../../src/domain/collections/note-text.js";

describe("A note of another program", () => {
  it.each([
    ["<p>One &amp; two</p><p>three</p>", "One & two\nthree"],
    ["<h1>Tides</h1><ul><li>high</li><li>low</li></ul>", "Tides\n- high\n- low"],
    ['<div class="note"><p>One<br/>two</p></div>', "One\ntwo"],
    ["<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>", "a b"],
    ["<p>a &lt;b and c&gt; d</p>", "a <b and c> d"],
    ["a<b and c>d", "a<b and c>d"],
    ["if p<q then </p>", "if p<q then"],
  ])("is plain text: %s", (note, text) => expect(readNoteText(note)).toBe(text));
});
