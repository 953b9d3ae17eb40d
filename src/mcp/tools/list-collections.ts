import { z } from "zod";
import { operations } from "../../operations/index.js";
import { defineTool, type DeskLibrary, type Tool } from "../tool.js";

const description = `Lists the user's collections of papers: reading lists, chapters, screenings. Each has its name, how many papers it has, and how many of them are unread, included or excluded. Use it when the user speaks of what they have saved, read or decided, or before you add papers. Then read one with read_collection, or add papers with add_to_collection.`;

export function createListCollectionsTool(library: DeskLibrary): Tool {
  return defineTool({
    name: "list_collections",
    title: "List collections",
    description,
    input: z.strictObject({}),
    answer: operations.listCollections.answer,
    async handle() {
      const { collections } = await library.desk.listCollections({});
      const lines = collections.map(
        ({ name, papers, unread, excluded }) =>
          `- ${name}: ${papers} papers, ${unread} unread${excluded > 0 ? `, ${excluded} excluded` : ""}`,
      );
      return { answer: { collections }, text: lines.join("\n") || "There are no collections yet." };
    },
  });
}
