import { splitParticle } from "../../../domain/person/family-first.js";
import { type PersonName, toAuthorFields } from "../../../domain/person/person-name.js";
import type { WorkType } from "../../../domain/paper/work-type.js";
import { cleanText, listAt, type XmlElement } from "../xml-element.js";

/** Authors, or the other makers of the item. */
export function readCreators(item: XmlElement): ReturnType<typeof toAuthorFields> {
  const roles = ["authors", "editors", "inventors", "programmers", "presenters", "contributors"];
  const lists = roles.map((role) => listAt(item, `${role}/Seq/li/Person`).flatMap(readPerson));
  return toAuthorFields(lists.find((names) => names.length > 0) ?? []);
}

/** A person without a given name is an organisation, or has one name only. */
function readPerson(person: XmlElement): PersonName[] {
  const family = cleanText(person, "surname");
  const given = cleanText(person, "givenName") || cleanText(person, "givenname");
  if (family === "") return given === "" ? [] : [{ literal: given }];
  return given === "" ? [{ literal: family }] : [{ ...splitParticle(family), given }];
}

export function readItemType(type: string): WorkType | undefined {
  return types[type];
}

const types: Readonly<Record<string, WorkType>> = {
  journalArticle: "article-journal",
  magazineArticle: "article",
  newspaperArticle: "article",
  preprint: "article",
  manuscript: "article",
  conferencePaper: "paper-conference",
  bookSection: "chapter",
  encyclopediaArticle: "chapter",
  book: "book",
  thesis: "thesis",
  report: "report",
  dataset: "dataset",
  computerProgram: "software",
  patent: "patent",
  webpage: "webpage",
  blogPost: "webpage",
  forumPost: "webpage",
};
