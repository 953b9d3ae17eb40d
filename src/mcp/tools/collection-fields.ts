import { z } from "zod";
import type { Collection } from "../../domain/collections/collection.js";
import { AppError } from "../../errors.js";
import type { DeskLibrary } from "../tool.js";

export const collectionField = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .describe("Name of the collection, in any case, or its id");

/** Throws `not_found`, and names the collections that there are. */
export async function findCollection({ desk }: DeskLibrary, named: string): Promise<Collection> {
  const { collections } = await desk.listCollections({});
  const found = collections.find(({ id, name }) => id === named || name.toLowerCase() === named.toLowerCase());
  if (found) return found;
  const names = collections.slice(0, 20).map(({ name }) => `"${name}"`);
  const known = names.length === 0 ? "There are none yet." : `There are: ${names.join(", ")}.`;
  throw new AppError("not_found", `There is no collection "${named}". ${known}`);
}
