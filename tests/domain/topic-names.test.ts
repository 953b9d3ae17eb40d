import { describe, expect, it } from "vitest";
import { createTopicNamer } from "../../src/domain/map/name-topics.js";
import { listCandidates, writeForm } from "../../src/domain/map/topic-words.js";

describe("What a title offers as a name", () => {
  const keys = (title: string) => [...listCandidates(title).keys()];

  it("is its words, and up to three of them side by side", () => {
    const words = ["graph", "graph neural", "graph neural network", "neural network"];
    expect(keys("Graph neural networks").toSorted()).toEqual(words);
  });

  it("is nothing across a colon, a word of grammar, or a word that papers say of themselves", () => {
    expect(keys("Walking: surgery of whales")).toEqual(["walk", "surgeri", "whale"]);
    expect(keys("A novel approach towards an improved study")).toEqual([]);
  });

  it("takes a joined word for its parts, whichever way it is written", () => {
    expect(keys("Upper-limb")).toEqual(keys("upper limb").filter((key) => key.includes(" ")));
  });

  it("leaves out words that say nothing alone, and keeps them in a phrase", () => {
    expect(keys("Learning")).toEqual([]);
    expect(keys("Reinforcement learning")).toEqual(["reinforc", "reinforc learn"]);
  });
});

describe("How a name is written", () => {
  it.each([
    ["Graph Neural Networks", "graph neural networks"],
    ["BERT", "BERT"],
    ["LiDAR Odometry", "LiDAR odometry"],
    ["Re-Identification", "re-identification"],
    ["3D Point Clouds", "3D point clouds"],
    ["RGB-D", "RGB-D"],
  ])("%s as %s", (form, written) => expect(writeForm(form)).toBe(written));
});

describe("Naming topics", () => {
  /** One topic a list of titles; each its own group. */
  function name(topics: readonly (readonly string[])[], limit = 2) {
    const namer = createTopicNamer();
    for (const [topic, titles] of topics.entries()) for (const title of titles) namer.add(topic, title);
    return namer.name(
      topics.map((_, topic) => topic),
      limit,
    );
  }

  it("takes the words that set a topic apart, not those that all have", () => {
    expect(
      name([
        ["Whales and robots", "Robots, whales", "Songs of whales"],
        ["Glaciers and robots", "Robots, glaciers", "Retreat of glaciers"],
      ]),
    ).toEqual([["whales", "robots"], ["glaciers"]]);
  });

  it("prefers the phrase where most titles with the word have it, as most of them write it", () => {
    expect(
      name([
        ["Machine translation", "Machine Translation of poems", "On translation", "Neural machine translation"],
        ["Whales", "Whales"],
      ]),
    ).toEqual([["machine translation"], ["whales"]]);
  });

  it("gives no name that only one title has", () => {
    expect(name([["Whales", "Glaciers"]])).toEqual([[]]);
  });

  it("gives no two words of one family", () => {
    expect(name([["Surgery", "Surgical robots", "Surgery", "Surgical robots", "Surgery"]])[0]).not.toContain(
      "surgical",
    );
  });

  it("joins topics to groups: what is rare in one part may name the whole", () => {
    const namer = createTopicNamer();
    namer.add(0, "Whales sing");
    namer.add(1, "Whales dive");
    namer.add(2, "Glaciers melt");
    namer.add(2, "Glaciers calve");
    expect(namer.name([0, 0, 1], 1)).toEqual([["whales"], ["glaciers"]]);
    expect(namer.name([0, 1, 2], 1)).toEqual([[], [], ["glaciers"]]);
  });
});
