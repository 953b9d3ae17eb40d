import { eld } from "eld/small";
import { expect, it } from "vitest";
import { createGuessLanguage } from "../../src/adapters/eld/guess-language.js";
import { readLetterTable } from "../../src/adapters/eld/letter-table.js";
import { samplePapers } from "../support/sample-papers.js";

const languages = [
  "apprentissage par renforcement pour la robotique",
  "Erkennung von Objekten in Bildern",
  "redução de dimensionalidade com autoencoders",
  "mạng nơ-ron tích chập",
  "Методы оптимизации глубоких нейронных сетей",
  "Методи навчання з підкріпленням",
  "پردازش زبان طبیعی",
  "معالجة اللغات الطبيعية باستخدام الشبكات",
  "प्राकृतिक भाषा प्रसंस्करण",
  "图神经网络在推荐系统中的应用",
  "d'une part, l'« état » de l'art: {a}, 'b' and \\c",
  "x",
  "",
];

it("guesses what eld guesses with its own table, with the same scores", async () => {
  const guess = await createGuessLanguage();
  const texts = [...languages, ...samplePapers.flatMap(({ title, abstract }) => [title, abstract ?? ""])];
  for (const text of texts) {
    const found = guess(text) as ReturnType<typeof eld.detect>;
    const expected = eld.detect(text);
    const read = ({ language, getScores, isReliable }: typeof expected) => [language, getScores(), isReliable()];
    expect(read(found)).toEqual(read(expected));
  }
});

it("reads entries with and without quotation marks, with brackets and escaped marks inside", () => {
  const source = `{languages:{0:'am',1:'ar'},ngrams:{abc:{0:1},' a:{':{1:22},'it\\'s':{0:3,1:4},"b'c":{1:5}}};`;
  const { languages: codes, find } = readLetterTable(source);
  expect(codes).toEqual({ 0: "am", 1: "ar" });
  expect(["abc", " a:{", "it's", "b'c", "ab"].map(find)).toEqual([
    { 0: 1 },
    { 1: 22 },
    { 0: 3, 1: 4 },
    { 1: 5 },
    undefined,
  ]);
});

it("refuses a table of another form", () => {
  expect(() => readLetterTable("export const ngramsData = [];")).toThrow("another form");
});
