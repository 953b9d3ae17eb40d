import { describe, expect, it } from "vitest";
import { inferName } from "../../src/domain/person/infer-name.js";
import { formatName, type PersonName } from "../../src/domain/person/person-name.js";

describe("The parts of a display name", () => {
  it.each<[string, PersonName]>([
    ["Ada One", { family: "One", given: "Ada" }],
    ["A. B. One", { family: "One", given: "A. B." }],
    ["Ada van den Berg", { family: "Berg", given: "Ada", particle: "van den" }],
    ["Luc Van Berg", { family: "Van Berg", given: "Luc" }],
    ["Ana De la Torre", { family: "De la Torre", given: "Ana" }],
    ["Jan de La Garde", { family: "La Garde", given: "Jan", particle: "de" }],
    ["José Inês de M. Silva", { family: "M. Silva", given: "José Inês", particle: "de" }],
    ["Ada Berg Jr.", { family: "Berg", given: "Ada", suffix: "Jr." }],
    ["Ada Berg III", { family: "Berg", given: "Ada", suffix: "III" }],
    ["hana su", { family: "su", given: "hana" }],
    ["Plato", { literal: "Plato" }],
    ["李 明", { literal: "李 明" }],
    ["The Hive Collaboration", { literal: "The Hive Collaboration" }],
    ["Bees and Sons", { literal: "Bees and Sons" }],
  ])("are those that it shows: %s", (display, name) => {
    expect(inferName(display)).toEqual(name);
    expect(formatName(inferName(display))).toBe(display);
  });

  it.each<[string, PersonName]>([
    ["Berg, Ada", { family: "Berg", given: "Ada" }],
    ["van den Berg, A. B.", { family: "Berg", given: "A. B.", particle: "van den" }],
    ["Ada Berg, Jr.", { family: "Berg", given: "Ada", suffix: "Jr." }],
    ["Ada One, Bo Two", { literal: "Ada One, Bo Two" }],
    ["Bees, Inc.", { literal: "Bees, Inc." }],
  ])("are told apart by a comma: %s", (display, name) => expect(inferName(display)).toEqual(name));
});
