import { describe, expect, it } from "vitest";
import { createTopicNamer } from "../../src/domain/map/name-topics.js";
import { listCandidates, writeForm } from "../../src/domain/map/topic-words.js";

describe("Candidate names in a title", () => {
  const keys = (title: string) => [...listCandidates(title).keys()];

  it("are its words and sequences of up to three", () => {
    const words = ["graph", "graph neural", "graph neural network", "neural network"];
    expect(keys("Graph neural networks").toSorted()).toEqual(words);
  });

  it("do not span a colon, a function word or a word typical of titles", () => {
    expect(keys("Walking: surgery of whales")).toEqual(["walk", "surgeri", "whale"]);
    expect(keys("A novel approach towards an improved study")).toEqual([]);
  });

  it("treat a hyphenated word like its separate parts", () => {
    expect(keys("Upper-limb")).toEqual(keys("upper limb").filter((key) => key.includes(" ")));
  });

  it("exclude generic words on their own, but keep them in phrases", () => {
    expect(keys("Learning")).toEqual([]);
    expect(keys("Reinforcement learning")).toEqual(["reinforc", "reinforc learn"]);
  });
});

describe("The written form of a name", () => {
  it.each([
    ["Graph Neural Networks", "graph neural networks"],
    ["BERT", "BERT"],
    ["LiDAR Odometry", "LiDAR odometry"],
    ["Re-Identification", "re-identification"],
    ["3D Point Clouds", "3D point clouds"],
    ["RGB-D", "RGB-D"],
  ])("of %s is %s", (form, written) => expect(writeForm(form)).toBe(written));
});

describe("Naming topics", () => {
  /** One topic per list of titles, each its own group. */
  function name(topics: readonly (readonly string[])[], limit = 2) {
    const namer = createTopicNamer();
    for (const [topic, titles] of topics.entries()) for (const title of titles) namer.add(topic, title);
    return namer.name(
      topics.map((_, topic) => topic),
      limit,
    );
  }

  it("prefers the words that distinguish a topic to those that all share", () => {
    expect(
      name([
        ["Whales and robots", "Robots, whales", "Songs of whales"],
        ["Glaciers and robots", "Robots, glaciers", "Retreat of glaciers"],
      ]),
    ).toEqual([["whales", "robots"], ["glaciers"]]);
  });

  it("prefers a phrase when most titles with the word contain it, in its most common spelling", () => {
    expect(
      name([
        ["Machine translation", "Machine Translation of poems", "On translation", "Neural machine translation"],
        ["Whales", "Whales"],
      ]),
    ).toEqual([["machine translation"], ["whales"]]);
  });

  it("ignores names that occur in only one title", () => {
    expect(name([["Whales", "Glaciers"]])).toEqual([[]]);
  });

  it("avoids two words with the same stem", () => {
    expect(name([["Surgery", "Surgical robots", "Surgery", "Surgical robots", "Surgery"]])[0]).not.toContain(
      "surgical",
    );
  });

  it("merges topics into groups: a word rare in one part may name the whole", () => {
    const namer = createTopicNamer();
    namer.add(0, "Whales sing");
    namer.add(1, "Whales dive");
    namer.add(2, "Glaciers melt");
    namer.add(2, "Glaciers calve");
    expect(namer.name([0, 0, 1], 1)).toEqual([["whales"], ["glaciers"]]);
    expect(namer.name([0, 1, 2], 1)).toEqual([[], [], ["glaciers"]]);
  });
});
