/** Under what the routes are listed, in this order. */
export const apiTags = {
  Search: "Find papers by a question in words.",
  Similar: "Find papers by other papers, or by a text.",
  Papers: "Take papers in, read, list and remove them.",
  Map: "See where papers lie among all others.",
  Jobs: "Follow and steer the embedding of what was taken in.",
  Models: "Change the model while the one in use goes on answering.",
  Service: "How the service is, and what it can do.",
} as const;

export type ApiTag = keyof typeof apiTags;
