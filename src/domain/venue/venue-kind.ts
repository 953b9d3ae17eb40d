import { foldText } from "../text/fold-text.js";
import { capitalisedMeetings, meetingAcronyms, meetingTitles } from "./meeting-names.js";

export type VenueKind = "meeting" | "preprints" | "journal";

/**
 * What kind of venue a name belongs to, as far as the name tells: the words of the name first, then the acronyms and
 * titles of meetings that have no such word. A name without any sign is a journal's.
 */
export function classifyVenue(venue: string): VenueKind {
  const name = foldText(venue.slice(0, maxNameLength)).trim();
  if (preprintServer.test(name)) return "preprints";
  if (isJournalOfPapers(name)) return "journal";
  if (journalWord.test(name) && !meetingSeries.test(name)) return "journal";
  if (meetingWord.test(name) || meetingTitles.test(name)) return "meeting";
  return isEdition(venue.slice(0, maxNameLength)) ? "meeting" : "journal";
}

const maxNameLength = 500;

const preprintServer =
  /^(?:corr\b|(?:computing research repository)|(?:eprint )?(?:arxiv|biorxiv|medrxiv|chemrxiv|techrxiv|psyarxiv|socarxiv|eartharxiv|engrxiv|edarxiv|ecoevorxiv|metaarxiv|vixra)\b|ssrn\b|social science research network|preprints?\b|research square|authorea|osf preprints|hal\b|(?:iacr )?(?:cryptology eprint|cryptol\. eprint)|openreview|ess open archive|zenodo|peerj preprints|nber working paper|working paper)/;

/** Journals that are called proceedings: of a society or an academy, or of one subject. */
const journalOfPapers = new RegExp(
  [
    String.raw`^proc(?:eedings|\.)? (?:of )?(?:the )?(?:ieee|ire|iee)(?:$|[,:;(])`,
    String.raw`^proc(?:eedings|\.)? (?:of )?(?:the )?acm (?:on|program|hum|interact|meas|manag|comput|softw)`,
    String.raw`^proc(?:eedings|\.)? (?:of )?(?:the )?(?:vldb endow|national academy|natl\.? acad|nat\.? acad)`,
    String.raw`^(?:pnas|pvldb|pacmpl|pacmhci|imwut)\b`,
    String.raw`^iee proc|^materials today\W+proceedings`,
    String.raw`^hist(?:ory|\.)? workshop(?:$| j)`,
  ].join("|"),
);
const learnedSociety =
  /^(?:the |mathematical |math\. )?proc(?:eedings|s)?\b.*\b(?:soc|societ(?:y|ies)|acad|academ(?:y|ies)|inst|institut(?:e|es|ion)|assoc|association|council|school|univ|university|clinic|philos)\b/;
const subjectProceedings = /^(?:the )?[a-z]+\.?(?:(?: and| &)? [a-z]+\.?)? proc(?:eedings|\.)?$/;
const meetingInName =
  /conferen|\bconf\b|symp|workshop|meeting|congr|colloq|seminar|annual|annu\b|computational linguistics|cognitive science|\b\d+(?:st|nd|rd|th)\b/;

function isJournalOfPapers(name: string): boolean {
  if (journalOfPapers.test(name)) return true;
  if (meetingInName.test(name)) return false;
  return learnedSociety.test(name) || (subjectProceedings.test(name) && !isMeetingName(name.split(" ")[0] ?? ""));
}

const journalWord =
  /\b(?:journals?|jnl|j\.|revue|rivista|revista|zeitschrift|zhurnal|transactions?|trans\.?|letters?|lett\.?|magazine|mag\.|annals|ann\.|reviews?|rev\.|bulletin|bull\.|gazette|quarterly|monthly|newsletter|news|archives|studies|notices|surveys?|survs?\.|perspectives|trends in|current opinion)(?![a-z])/;

/** Series of volumes, each with the papers of a meeting, whose names contain the word of a journal. */
const meetingSeries =
  /^(?:jmlr|journal of machine learning research)\b.*\b(?:workshop|conference|proceedings)|\bsymposium on .*(?:letters|news|reviews?|surveys?|trans)|^proceedings of the .*(?:conference|workshop|symposium|meeting)\b|^(?:\d+(?:st|nd|rd|th)|(?:19|20)\d\d) .*(?:conference|workshop|symposium|meeting)\b|\b(?:conference|workshop|symposium|meeting) on\b/;

const meetingWord = new RegExp(
  [
    String.raw`\b(?:proceedings?|procs?)\b`,
    String.raw`\b(?:conferen(?:ces?|cia|zas?)|conf|konferen[zcs]\w*|workshops?|wkshps?|wksp|symposi(?:um|a|on|ums)|symp|simposi[ou]m?)\b`,
    String.raw`\b(?:meetings?|congress(?:es|o)?|congres|kongress|summit|unconference|hackathon|(?:jahres|fach|arbeits)?tagung(?:sband)?|jornadas|journees|atelier|encontro|encuentro|actes d\w+|rencontres?)\b`,
    String.raw`\b(?:colloqui(?:um|a)|seminar|assembly|convention)\b.*\b(?:on|for|in)\b`,
    String.raw`\b(?:international|annual|european|general|world)\b.*\b(?:colloqui(?:um|a)|seminar|assembly|convention)\b`,
    String.raw`\b(?:shared task|summer school|winter school|dagstuhl|advances in cryptology|lecture notes in|lncs|lnai|lnbip|ceur|findings of the association)\b`,
    String.raw`^(?:communications in computer and information science|ifip advances in information|advances in intelligent systems and computing|smart innovation, systems|studies in health technology|frontiers in artificial intelligence and applications)`,
    String.raw`\b\d+(?:st|nd|rd|th)\s+(?:annual|international|european|asian|ieee|acm|usenix|joint|biennial|world)\b`,
    String.raw`^(?:19|20)\d\d\s+[a-z]`,
    String.raw`\bannual (?:international|european|acm|ieee) .*\bo[fn]\b`,
    String.raw`конференц|симпозиум|семинар|会议|研讨会|大会|シンポジウム|学会大会|학술대회`,
  ].join("|"),
);

/**
 * Whether the name is that of one edition of a meeting: only acronyms, years and words such as "findings". An unknown
 * acronym counts if a year follows it, because a journal's name has no year.
 */
function isEdition(venue: string): boolean {
  const words = venue.match(/[\p{L}\p{N}][\p{L}\p{N}+&*-]*/gu) ?? [];
  let acronyms = 0;
  for (const word of words.flatMap(splitYear)) {
    if (isMeetingName(word)) acronyms += 1;
    else if (!isFiller(word)) return hasAcronymAndYear(venue) || isNamedAfterAcronym(words);
  }
  return acronyms > 0 || hasAcronymAndYear(venue);
}

/** In a longer name, capitals tell an acronym from a word, unless the whole name is in capitals. */
function isNamedAfterAcronym(words: readonly string[]): boolean {
  if (words.every((word) => word === word.toUpperCase())) return false;
  return words
    .flatMap(splitYear)
    .some((word) => /\p{Lu}.*\p{Lu}/u.test(word) && meetingAcronyms.has(word.toLowerCase()));
}

/** `ICRA2019`, `ICRA-19` and `ICRA19` in two. */
function splitYear(word: string): string[] {
  const [, name, year] = /^(.*\D)-?((?:19|20)?\d\d)$/.exec(word) ?? [];
  return name !== undefined && year !== undefined && !isMeetingName(word) ? [name.replace(/-$/, ""), year] : [word];
}

function isMeetingName(word: string): boolean {
  if (capitalisedMeetings.has(word)) return true;
  const lower = word.toLowerCase();
  if (meetingAcronyms.has(lower)) return true;
  const parts = lower.split("-");
  return parts.length > 1 && parts.every((part) => meetingAcronyms.has(part) || sponsors.has(part));
}

const sponsors = new Set("acm ieee cvf rsj aaai usenix ifip eurasip siam isca sigs www".split(" "));
const fillers = new Set(
  (
    "findings long short papers paper main track tracks posters poster demos demo demonstrations system industry oral " +
    "companion adjunct volume vol part extended abstracts late breaking datasets benchmarks and & the of at in with " +
    "student research srw tutorial tutorials spotlight"
  ).split(" "),
);

function isFiller(word: string): boolean {
  const lower = word.toLowerCase();
  return /^\d+(?:st|nd|rd|th)?$|^[ivx]+$/.test(lower) || sponsors.has(lower) || fillers.has(lower);
}

/** At least two capitals, then a year: `FUZZ-IEEE 2019`, `MoVis'21`. Acronyms of journals begin with J, IJ or T. */
function hasAcronymAndYear(venue: string): boolean {
  const [, name = ""] =
    /^\W*([\p{L}\p{N}+&/-]{2,20})\s*(?:(?:[-'’(]\s*|(?<=\s))(?:19|20)\d\d|['’]\d\d)\)?\W*$/u.exec(venue) ?? [];
  return (name.match(/\p{Lu}/gu) ?? []).length >= 2 && !/^(?:I?J|T[A-Z]{2}|PLO|PNAS|BMJ|NEJM|CACM)|\d{4}/i.test(name);
}
