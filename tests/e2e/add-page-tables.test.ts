import { expect, it } from "vitest";
import { describePage } from "../support/open-page.js";
import { writeWorkbook } from "../support/workbook.js";

describePage("Tables on the page that adds papers", (opened) => {
  const choose = async (name: string, content: string | Uint8Array) => {
    await opened.page.goto(`${opened.server.url}/add`);
    await opened.page.setInputFiles("#file", { name, mimeType: "", buffer: Buffer.from(content) });
  };
  const button = (name: string) => opened.page.getByRole("button", { name });
  const column = (name: string) => opened.page.getByLabel(`Field of the column ${name}`);
  const addOne = async (name: string) => {
    await button("Add 1 paper").click();
    await opened.page.locator(`.job[aria-label="Job: ${name}"][data-state=completed]`).waitFor();
    const { papers } = (await (await fetch(`${opened.server.url}/v1/papers?limit=1000`)).json()) as {
      papers: readonly { title: string; authors: string[] }[];
    };
    return papers.at(-1);
  };

  it("may be in the other sheets of a workbook", async () => {
    const { page } = opened;
    const papers = [
      ["Title", "Year"],
      ["A sheet of papers", "2020"],
    ];
    const more = [
      ["Work", "Year"],
      ["Another sheet of papers", "2021"],
    ];
    const notes = { name: "Notes", rows: [["Week", "Task"]] };
    const sheets = [notes, { name: "Papers", rows: papers }, { name: "More", rows: more }];
    await choose("book.xlsx", writeWorkbook(sheets));
    const sheet = page.getByLabel("Sheet");
    await page.locator(".titles", { hasText: "A sheet of papers" }).waitFor();
    expect(await sheet.inputValue()).toBe("Papers");
    await sheet.selectOption("More");
    await page.getByText("Which column has the titles?").waitFor();
    expect(await sheet.inputValue()).toBe("More");
    await column("Work").selectOption({ label: "Title" });
    expect(await addOne("book.xlsx")).toMatchObject({ title: "Another sheet of papers" });
  });

  it("may be JSON with keys of its own", async () => {
    const works = [{ work: { name: "Keys of Kiel", by: [{ name: "Ada Lee" }, { name: "Bo Liu" }] } }];
    await choose("works.json", JSON.stringify(works));
    await opened.page.getByText("Which column has the titles?").waitFor();
    await column("work.name").selectOption({ label: "Title" });
    await column("work.by.name").selectOption({ label: "Authors" });
    await opened.page.locator(".tallies").waitFor();
    expect(await addOne("works.json")).toMatchObject({ title: "Keys of Kiel", authors: ["Ada Lee", "Bo Liu"] });
  });

  it("have records without a key, which are named by their line and not by a hash", async () => {
    const rows = [
      "Title,Authors,Year,Abstract",
      "A table of twins,Ada Lee,2020,",
      "A Table of Twins.,A. Lee,2020,Twins.",
    ];
    await choose("twice.csv", rows.join("\n"));
    const notice = opened.page.locator(".failures li", { hasText: "is merged with" });
    expect(await notice.innerText()).toMatch(/^line 3 +"A Table of Twins."/);
    await addOne("twice.csv");
    // Both buttons of a job that open a list show it.
    const arrow = `getComputedStyle(document.querySelector(".job-actions [aria-expanded]"), "::after").content`;
    await button("1 notice").waitFor();
    expect(await opened.page.evaluate(arrow)).toContain("▾");
    await button("1 notice").click();
    expect(await opened.page.evaluate(arrow)).toContain("▴");
  });

  it("hide the columns that are empty in the first rows, until they are asked for", async () => {
    await choose("wide.csv", "Title,Note,Rights,Scale,Place\nA wide table,,,,Brno\n");
    const columns = opened.page.locator(".columns .column-name");
    await columns.first().waitFor();
    expect(await columns.allInnerTexts()).toEqual(["Title", "Place"]);
    await button("Show the 3 columns that are empty in these rows").click();
    expect(await columns.allInnerTexts()).toEqual(["Title", "Note", "Rights", "Scale", "Place"]);
  });
});
