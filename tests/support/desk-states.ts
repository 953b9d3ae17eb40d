import type { Page } from "playwright-core";
import type { FilledDesk } from "./fill-desk.js";

/** A page of the desk as a reader has it before them. */
export interface DeskState {
  readonly name: string;
  readonly locate: (desk: FilledDesk) => string;
  /** Takes the loaded page to the state. */
  readonly reach?: (page: Page) => Promise<unknown>;
  /** Whether something lies over the papers on a phone: what is seen of their buttons is then smaller than they are. */
  readonly covers?: boolean;
}

const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

export const deskStates: readonly DeskState[] = [
  { name: "start", locate: () => "/" },
  {
    name: "collections",
    locate: () => "/collections",
    reach: (page) => page.locator(".collections button", { hasText: "Edit" }).first().click(),
  },
  {
    name: "collection",
    locate: ({ reading }) => `/collections?id=${reading}`,
    async reach(page) {
      await press(page, "j", "j", "n");
      await page.getByRole("textbox", { name: "Note" }).waitFor();
    },
  },
  {
    name: "selection",
    locate: ({ reading }) => `/collections?id=${reading}`,
    async reach(page) {
      await press(page, "j", "j", "x", "r");
      await page.locator(".deed").waitFor();
      await page.getByRole("button", { name: "Move or copy" }).click();
    },
  },
  {
    name: "recommended",
    locate: ({ reading }) => `/collections?id=${reading}`,
    async reach(page) {
      await page.getByRole("button", { name: "Recommended for this collection" }).click();
      await page.locator(".recommended li").nth(4).waitFor();
    },
  },
  {
    name: "keys",
    locate: ({ screening }) => `/collections?id=${screening}&screen`,
    async reach(page) {
      await press(page, "?");
      await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
    },
  },
  { name: "not-interested", locate: ({ reading }) => `/collections?id=${reading}&show=exclude` },
  {
    name: "screening",
    locate: ({ screening }) => `/collections?id=${screening}&screen`,
    async reach(page) {
      await page.getByText("Counts for a PRISMA diagram").click();
      await press(page, "e");
      await page.getByRole("button", { name: "no evaluation" }).waitFor();
    },
  },
  {
    name: "saving",
    covers: true,
    locate: () => "/?q=retrieval&mode=keyword",
    async reach(page) {
      await page.getByRole("button", { name: /: \d+ papers?/ }).waitFor();
      await press(page, "j", "b");
      await page.getByRole("checkbox", { name: "Review" }).waitFor();
    },
  },
  {
    name: "current",
    covers: true,
    locate: () => "/?q=retrieval&mode=keyword",
    async reach(page) {
      await page.getByRole("button", { name: /: \d+ papers?/ }).click();
      await page.getByRole("button", { name: "Remove all…" }).click();
      await page.getByRole("button", { name: "Keep them" }).waitFor();
    },
  },
  { name: "inbox", locate: () => "/following" },
  {
    name: "follows",
    locate: () => "/following?show=follows",
    reach: (page) => page.getByRole("button", { name: /^Edit/ }).first().click(),
  },
  {
    name: "new-follow",
    locate: () => "/following?new=question&q=retrieval",
    reach: (page) => page.getByText(/It would have found|No paper was taken in/).waitFor(),
  },
  {
    name: "delivery",
    locate: () => "/following?show=delivery",
    reach: (page) => page.getByRole("button", { name: "Another mail" }).click(),
  },
  {
    name: "trending",
    locate: () => "/trending",
    reach: (page) => page.getByRole("heading", { name: "Rising topics" }).waitFor(),
  },
];

export const emptyStates: readonly DeskState[] = [
  { name: "empty-start", locate: () => "/" },
  { name: "empty-collections", locate: () => "/collections" },
  { name: "empty-inbox", locate: () => "/following" },
  { name: "empty-follows", locate: () => "/following?show=follows" },
  { name: "empty-delivery", locate: () => "/following?show=delivery" },
  { name: "empty-trending", locate: () => "/trending" },
];
