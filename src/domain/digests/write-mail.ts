import { locateOnArxiv, resolveDoi } from "../citation/address.js";
import { type DeliveredPaper, describeMatch } from "../feeds/delivered-match.js";
import { locatePaper, writeAbstract, writeLine } from "../feeds/feed.js";
import { dropForbidden, escapeXml } from "../feeds/xml-text.js";
import { confirmationHours, type DigestTimes } from "./digest.js";
import * as html from "./mail-html.js";

/** A mail without its envelope. All parts are plain text but `html`. */
export interface WrittenMail {
  /** One line, without control characters. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The address that ends the subscription, for the headers of RFC 8058. */
  readonly unsubscribe?: string;
}

export interface DigestContent {
  readonly papers: readonly DeliveredPaper[];
  /** How many papers are new; more than `papers` where the mail leaves some out. */
  readonly total: number;
  readonly times: DigestTimes;
  readonly isTest: boolean;
}

export interface MailAddresses {
  /** The address of the server, ending with a slash. */
  readonly base: string;
  readonly unsubscribe: string;
}

const maxAbstract = 420;
const maxAuthors = 6;
const maxSubject = 150;

export function writeDigest({ papers, total, times, isTest }: DigestContent, addresses: MailAddresses): WrittenMail {
  const shown = papers.map((paper) => toMailPaper(paper, addresses.base));
  const count = total === 1 ? "1 new paper" : `${total} new papers`;
  const [first] = shown;
  const subject = writeSubject(`${isTest ? "Test: " : ""}${count}${first ? `: ${first.title}` : ""}`);
  const inbox = `${addresses.base}following`;
  const left = total > shown.length ? `${total - shown.length} more are in your inbox.` : "";
  const note = isTest ? "This is a test: the papers below are the newest that you have already." : "";
  const rhythm =
    times.frequency === "daily"
      ? `every day at ${times.time}`
      : `on ${times.weekday[0]!.toUpperCase()}${times.weekday.slice(1)}s at ${times.time}`;
  const why = `You get this ${rhythm} (${times.timeZone}), when there are new papers, because you follow what is named above each paper.`;
  return {
    subject,
    unsubscribe: addresses.unsubscribe,
    html: html.frameMail(
      subject,
      [
        html.writeHeading(count),
        ...[note].filter(Boolean).map(html.writeNote),
        ...shown.map(html.writePaper),
        ...(left === ""
          ? []
          : [`<p style="margin:0 0 16px">${escapeXml(left)} ${html.writeLink("Open it", inbox)}</p>`]),
        html.writeFooter([
          escapeXml(why),
          `${html.writeLink("Your inbox", inbox)} &nbsp; ${html.writeLink("Unsubscribe", addresses.unsubscribe)}`,
        ]),
      ].join("\n"),
    ),
    text: joinLines([
      count,
      note,
      ...shown.flatMap((paper) => ["", ...writeTextPaper(paper)]),
      ...(left === "" ? [] : ["", `${left} ${inbox}`]),
      "",
      "--",
      why,
      `Your inbox: ${inbox}`,
      `Unsubscribe: ${addresses.unsubscribe}`,
    ]),
  };
}

/** What is sent to an address that somebody has entered. */
export function writeConfirmation(link: string, { times, base }: { times: DigestTimes; base: string }): WrittenMail {
  const subject = "Confirm your digest of new papers";
  const asked = `Somebody, probably you, asked ${new URL(base).host} to send new papers to this address: ${times.frequency}, at ${times.time} (${times.timeZone}).`;
  const rest = `The link is valid for ${confirmationHours} hours. If you did not ask for this, ignore it: nothing more will be sent.`;
  return {
    subject,
    html: html.frameMail(
      subject,
      [
        html.writeHeading(subject),
        html.writeParagraph(asked),
        html.writeButton("Confirm this address", link),
        html.writeNote(rest),
        html.writeFooter([escapeXml(link)]),
      ].join("\n"),
    ),
    text: joinLines([subject, "", asked, "", `Confirm this address: ${link}`, "", rest]),
  };
}

function toMailPaper({ paper, matches }: DeliveredPaper, base: string): html.MailPaper {
  const { authors, venue, date, year, arxivId, doi } = paper;
  const more = authors.length > maxAuthors ? ` and ${authors.length - maxAuthors} more` : "";
  const names = authors.slice(0, maxAuthors).map(writeLine).join(", ") + more;
  const page = locatePaper(paper.id, base);
  return {
    title: dropForbidden(writeLine(paper.title)),
    page,
    byline: dropForbidden([names, venue && writeLine(venue), date ?? year].filter(Boolean).join(" · ")),
    reasons: matches.map((match) => dropForbidden(describeMatch(match))),
    abstract: dropForbidden(writeAbstract(paper.abstract ?? "", maxAbstract)),
    links: [
      { text: "Open", address: page },
      ...(arxivId === undefined ? [] : [{ text: "arXiv", address: locateOnArxiv(arxivId) }]),
      ...(doi === undefined ? [] : [{ text: "DOI", address: resolveDoi(doi) }]),
    ],
  };
}

function writeTextPaper({ title, byline, reasons, abstract, links }: html.MailPaper): readonly string[] {
  const whys = reasons.map((reason) => `* ${reason}`);
  const addresses = links.map(({ text, address }) => `${text}: ${address}`);
  return [title, byline, ...whys, abstract, ...addresses].filter((line) => line !== "");
}

/** One line without control characters, so that no text of a paper can add a header. */
function writeSubject(text: string): string {
  const line = dropForbidden(text)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  return line.length <= maxSubject ? line : writeAbstract(line, maxSubject);
}

function joinLines(lines: readonly string[]): string {
  return `${lines.filter((line, at) => line !== "" || lines[at - 1] !== "").join("\n")}\n`;
}
