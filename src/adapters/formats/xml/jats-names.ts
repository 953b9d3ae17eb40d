import { splitParticle } from "../../../domain/person/family-first.js";
import { type PersonName, toAuthorFields } from "../../../domain/person/person-name.js";
import { cleanContent, cleanText, findAt, listAt, listChildren, type XmlElement } from "../xml-element.js";

/** Authors of an article, or its editors if it has none. */
export function readContributors(meta: XmlElement): ReturnType<typeof toAuthorFields> {
  const all = [...listAt(meta, "contrib-group/contrib"), ...listChildren(meta, "contrib")];
  const pick = (kind: RegExp) =>
    all.filter(({ attributes }) => kind.test(attributes["contrib-type"] ?? "author")).flatMap(readName);
  const authors = pick(/^(?:author|collab|group)(?! non-byline)/i);
  return toAuthorFields(authors.length > 0 ? authors : pick(/editor/i));
}

function readName(contributor: XmlElement): PersonName[] {
  const alternatives = findAt(contributor, "name-alternatives");
  const names = [
    ...listChildren(contributor, ...nameKinds),
    ...(alternatives ? listChildren(alternatives, ...nameKinds) : []),
  ];
  // A name in another script stands beside the one in Latin letters.
  const name = names.find((one) => /\p{Script=Latin}/u.test(cleanContent(one))) ?? names[0];
  if (name) return readPerson(name);
  const collective = findAt(contributor, "collab") ?? findAt(contributor, "collab-alternatives/collab");
  return collective ? readCollective(collective) : [];
}

const nameKinds = ["name", "string-name"];

function readPerson(name: XmlElement): PersonName[] {
  const [family, given, suffix] = ["surname", "given-names", "suffix"].map((part) => cleanText(name, part));
  const whole = cleanContent(name);
  if (!family) return whole === "" ? [] : [{ literal: given || whole }];
  return [{ ...splitParticle(family), ...(given && { given }), ...(suffix && { suffix }) }];
}

const besideName = new Set(["contrib-group", "email", "xref", "address", "uri", "ext-link"]);

/** A group, without the list of its members, and without addresses. */
function readCollective(collective: XmlElement): PersonName[] {
  const content = collective.content.filter((node) => typeof node === "string" || !besideName.has(node.name));
  const literal = cleanContent({ ...collective, content })
    .replace(/^(?:on behalf of|for) the /i, "")
    .replace(/[,;]$/, "");
  return literal === "" ? [] : [{ literal }];
}
