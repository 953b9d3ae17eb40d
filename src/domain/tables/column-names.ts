import { paperFields } from "../paper/field-names.js";

/** The fields of a paper that a column can provide. */
export const columnFields = ["id", ...paperFields, "retractionNote"] as const;
export type ColumnField = (typeof columnFields)[number];

export interface ColumnNames {
  /** The names that say it, best first. A row without a value in one column takes that of the next. */
  readonly clear: string;
  /** Names that say it only in a table without a clear one: `Source` is a journal, a database or a file. */
  readonly vague?: string;
}

/**
 * Column names in the exports of databases and reference managers, and in tables that people write in the languages of
 * most papers. An `id` is that of the row, not that of the paper, so it is not guessed.
 */
export const columnNames: Readonly<Record<ColumnField, ColumnNames>> = {
  id: { clear: "" },
  title: {
    clear: `
      title, paper title, article title, document title, item title, work title, ti,
      primary title, doc title, title of paper, title of article, display name, titles,
      titel, titel der publikation, titre, titre de l'article, título, título del artículo, título do artigo, titolo,
      tytuł, başlık, название, название статьи, заглавие, عنوان, 标题, 標題, 题名, 題名, 篇名, 论文题目, 論文題目, 论文标题,
      文献标题, 文献標題, 書名, タイトル, 論文名, 論文タイトル, 標題, 제목, 논문명, 논문제목`,
    vague: "paper, article, study title, name of paper, original title, título original",
  },
  abstract: {
    clear: `
      abstract, abstracts, abstract note, abstract text, paper abstract, article abstract, abstract en, ab, n2,
      zusammenfassung, kurzfassung, résumé, resumen, resumo, riassunto, sommario, samenvatting, streszczenie, özet, аннотация,
      реферат, چکیده, 摘要, 要旨, 抄録, アブストラクト, 초록`,
    vague: "summary, summaries, description, paper text",
  },
  authors: {
    clear: `
      author full names, af, full authors, authors, author, author names, author name, authors names, author(s),
      authors full name, creators, creator, au, a1, authorships author display name, first authors, all authors, author list,
      autor, autoren, autor(en), verfasser, verfasser(in), auteur, auteurs, auteur(s), autor(es), autores, autori, autore,
      autorzy, yazar, yazarlar, автор, авторы, نویسندگان, نویسنده, 作者, 著者, 著者名, 저자, 저자명`,
    vague: "names, contributors",
  },
  year: {
    clear: `
      year, publication year, pub year, year published, published year, year of publication, py, y1, pubyear,
      year of release, publish year, issued year,
      jahr, erscheinungsjahr, publikationsjahr, jahr ermittelt, année, année de publication, año, año de publicación, ano,
      ano de publicação, anno, jaar, rok, yıl, год, год публикации, سال, 年, 年份, 发表年份, 出版年, 出版年份, 発行年, 出版年月,
      연도, 발행연도, 출판연도`,
  },
  date: {
    clear: `
      date, publication date, published date, date published, pub date, publish time, publication date (print), issued,
      date of publication, release date, update date, submitted date, publication date (online), early access date, ea,
      datum, erscheinungsdatum, date de publication, fecha, fecha de publicación, data de publicação, data di pubblicazione,
      дата, дата публикации, 日期, 发表日期, 出版日期, 発行日, 日付, 발행일`,
    vague: "published, created, data",
  },
  venue: {
    clear: `
      venue, journal, publication title, source title, journal title, journal name, journal/book, so,
      proceedings title, anthology title, conference name, conference title, conference, booktitle, book title, jo, jf, t2, journal full,
      publication name, container title, is part of, primary location source display name, host venue display name,
      host venue, pubtitle, secondary title, source publication, journal or publication, full journal name, published in,
      zeitschrift, zeitschrift/zeitung, journal/buch, konferenz, revue, périodique, revista, periódico, rivista, tijdschrift,
      czasopismo, dergi, журнал, نشریه, 期刊, 期刊名, 期刊名称, 刊名, 来源, 文献来源, 來源出版物名稱, 雑誌, 雑誌名, 掲載誌, 誌名,
      학술지, 학술지명, 저널`,
    vague: "source, publication, источник, journal abbreviation",
  },
  type: {
    clear: `
      item type, document type, publication type, content type, reference type, entry type, bibliography type, dt, ty,
      type of work, type of reference, type of publication, doc type, work type, document identifier, pub type, publication types,
      dokumenttyp, type de document, tipo de documento, 文献类型, 文獻類型`,
    vague: "type, pt",
  },
  categories: {
    clear: `
      categories, category, subjects, subject, fields of study, primary category, subject areas, research areas, topics,
      wos categories, web of science categories, wc, sc, s2 fields of study, primary topic display name, for anzsrc categories, terms,
      kategorie, kategorien, catégorie, catégories, categoría, categorías, categoria, categorias, 分类, 学科`,
  },
  keywords: {
    clear: `
      keywords, author keywords, authors keywords, keyword, key words, de, kw, k1, manual tags, keyphrase, keyphrases,
      keywords display name, index keywords, ieee terms, emtree medical index terms (major focus), emtree medical index terms, mesh terms, mesh, automatic tags,
      schlagwörter, schlüsselwörter, stichwörter, stichworte, mots clés, mots-clés, palabras clave, palabras-chave, parole chiave,
      trefwoorden, słowa kluczowe, anahtar kelimeler, ключевые слова, کلمات کلیدی, 关键词, 關鍵詞, 关键字, 關鍵字, 作者关键词,
      キーワード, 키워드, 주제어`,
    vague: "concepts, concepts display name",
  },
  doi: {
    clear:
      "doi, original paper doi, item doi, doi number, di, do, article doi, paper doi, document object identifier, doi link, doi url",
  },
  arxivId: { clear: "arxiv id, arxiv, arxiv number, arxiv identifier, eprint" },
  url: {
    clear: `
      url, urls, pdf url, paper url, article url, ur, doi link, external url, source linkout, abstract url, source url, ee,
      article link, paper link, web link, permalink, plink, landing page url, pdf link, open url link, link, links, 链接, 連結,
      リンク, lien, enlace`,
  },
  tags: { clear: "tags, tag, labels, my tags" },
  extra: { clear: "extra" },
  retracted: { clear: "retracted, is retracted, retraction nature" },
  retractionNote: { clear: "retraction note" },
};
