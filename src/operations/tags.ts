/** Groups of operations, in the order in which the documentation lists them. */
export const apiTags = {
  Search: "Find papers by a question in words.",
  Similar: "Find papers by other papers, or by a text.",
  Papers: "Import, read, list and remove papers.",
  Map: "See all papers as a map.",
  Collections: "Keep papers in named lists, with notes, tags and decisions. Each reader has their own.",
  Follows: "Watch questions, papers, collections, people, venues and sources for new papers, each in an inbox once.",
  Trends: "What is new and what rises.",
  Delivery: "Get new papers as a feed, by mail, or posted to a program of yours.",
  Jobs: "Follow and control the embedding of imported papers.",
  Models: "Change the model without an interruption of service.",
  Service: "The state of the server, and this documentation.",
} as const;

export type ApiTag = keyof typeof apiTags;
