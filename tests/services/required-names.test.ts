import fc from "fast-check";
import { expect, it } from "vitest";
import { createPaperTests } from "../../src/adapters/columns/paper-tests.js";
import { findRequiredKeys, listInitials, listNameKeys, mayBeNamed } from "../../src/domain/follows/required-keys.js";
import { noNameWords } from "../../src/domain/search/filter.js";

const given = [
  "Wei",
  "Wen",
  "Ada",
  "Ada Maria",
  "Jean-Pierre",
  "José",
  "Øyvind",
  "Лев",
  "Olga",
  "Ole",
  "A",
  "J",
  "W",
  "JP",
];
const families = [
  "Li",
  "Wei",
  "Zhang",
  "O'Brien",
  "OBrien",
  "van der Berg",
  "Berg",
  "Schölkopf",
  "Schoelkopf",
  "Толстой",
  "Åkesson",
];
const forms = ["whole", "comma", "reversed", "initial", "initials last", "dots", "family", "upper"] as const;
const form = fc.constantFrom(...forms);
const person = fc.record({ first: fc.constantFrom(...given), family: fc.constantFrom(...families) });
const pair = fc
  .record({ one: person, other: person, isSame: fc.boolean(), forms: fc.tuple(form, form) })
  .map(
    ({ one, other, isSame, forms: [first, second] }) =>
      [write(one, first), write(isSame ? one : other, second)] as const,
  );

function write({ first, family }: { first: string; family: string }, how: (typeof forms)[number]): string {
  const initials = first.split(/[\s-]/).map((word) => word[0]!);
  if (how === "comma") return `${family}, ${first}`;
  if (how === "reversed") return `${family} ${first}`;
  if (how === "initial") return `${initials[0]} ${family}`;
  if (how === "initials last") return `${family} ${initials.join("")}`;
  if (how === "dots") return `${initials.map((letter) => `${letter}.`).join(" ")} ${family}`;
  if (how === "family") return family;
  return how === "upper" ? `${first} ${family}`.toUpperCase() : `${first} ${family}`;
}

function fits(author: string, asked: string): boolean {
  const paper = { id: "p", title: "T", authors: [author], categories: [], keywords: [] };
  return createPaperTests()([paper], false).matchFilter({}, { ...noNameWords, author: [asked] }).size === 1;
}

/** Whether an author leads to a follow of the asked one. */
function leads(author: string, asked: string): boolean {
  const keys = findRequiredKeys({ condition: { kind: "name", field: "author", text: asked }, filter: {} });
  if (!keys) return true;
  const own = new Set(listNameKeys(author));
  return keys.names.some((name) => name.keys.some((key) => own.has(key)) && mayBeNamed(name, listInitials(author)));
}

it("leads each author that fits to the follow of a name, however both are written", () => {
  let fitting = 0;
  fc.assert(
    fc.property(pair, ([author, asked]) => {
      if (!fits(author, asked)) return;
      fitting += 1;
      expect(leads(author, asked)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
  expect(fitting).toBeGreaterThan(200);
});

it("leads few others there", () => {
  expect(leads("Wei Zhang", "Wei Zhang")).toBe(true);
  expect(leads("W. Zhang", "Wei Zhang")).toBe(true);
  expect(leads("Wei Li", "Wei Zhang")).toBe(false);
  expect(leads("Ada Zhang", "Wei Zhang")).toBe(false);
});
