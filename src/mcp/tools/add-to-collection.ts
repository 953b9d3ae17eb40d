import { z } from "zod";
import { entryFactsSchema } from "../../domain/collections/entry.js";
import { operations } from "../../operations/index.js";
import { defineTool, type DeskLibrary, type Tool } from "../tool.js";
import { idField } from "../tool-fields.js";
import { collectionField, findCollection } from "./collection-fields.js";

const { note, tags } = entryFactsSchema.shape;

const input = z.strictObject({
  collection: collectionField,
  papers: z
    .array(z.strictObject({ id: idField.describe("Id of a paper of the library"), note, tags }))
    .min(1)
    .max(100)
    .describe("Papers with a note and tags"),
  create: z.boolean().default(false).describe("Whether to make the collection if there is none of this name"),
});

const description = `Adds papers of the library to one of the user's collections, with a note (why it is there, what to look at) and tags. Only when the user asks for it. A paper that is there already keeps what the user wrote: tags are added, and a new note follows the one before. Nothing is overwritten, and the user can remove what was added.`;

export function createAddToCollectionTool(library: DeskLibrary): Tool {
  return defineTool({
    name: "add_to_collection",
    title: "Add to a collection",
    description,
    input,
    answer: operations.addEntries.answer.extend({ collection: z.string().describe("Name of the collection") }),
    writes: true,
    async handle({ collection, papers, create }) {
      const { desk } = library;
      const { collections } = await desk.listCollections({});
      const isKnown = collections.some(
        ({ id, name }) => id === collection || name.toLowerCase() === collection.toLowerCase(),
      );
      const found =
        create && !isKnown
          ? await desk.createCollection({ body: { name: collection } })
          : await findCollection(library, collection);
      const answer = await desk.addEntries({ params: { id: found.id }, body: { entries: papers } });
      const { added, changed, unchanged, unknown } = answer;
      const facts = [
        `${added.length} added to "${found.name}"`,
        ...(changed.length > 0 ? [`${changed.length} completed`] : []),
        ...(unchanged.length > 0 ? [`${unchanged.length} were there`] : []),
        ...(unknown.length > 0 ? [`not in the library: ${unknown.join(", ")}`] : []),
      ];
      return { answer: { ...answer, collection: found.name }, text: `${facts.join("; ")}.` };
    },
  });
}
