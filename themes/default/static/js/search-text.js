// Search in the texts of all pages, for a course that was opened from disk: there the index cannot be read.
import { scriptValue } from "./script-value.js";

/** @typedef {{ word: string, from: number, to: number }} Token a word as it is compared, and where in its text it stands */
/** @typedef {{ id: string, title: string, text: string, tokens: Token[] }} Part what stands below one heading */
/** @typedef {{ url: string, meta: Record<string, string>, title: Token[], parts: Part[] }} Page */

/** How many words stand before what was found, and how many in all. */
const [BEFORE, WORDS] = [6, 22];
/** What a word in the title of a page counts, in that of a section, and in the text, where not more than a few are counted. */
const [TITLE, HEADING, MOST] = [30, 8, 5];

/** Text as it is compared: without case, accents and ligatures. @param {string} text */
export const plain = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae");

/** What is looked for: an Arabic word without its article and what is written together with it. @param {string} word */
export const sought = (word) => word.replace(/^(?:[وف]?[بكل]?ال|[وف]?لل)(?=\p{L}{2})/u, "");

/** @param {string} text @returns {Token[]} */
const tokensOf = (text) =>
  [...text.matchAll(/[\p{L}\p{N}]+[\p{L}\p{N}\p{M}'’]*/gu)].map((found) => ({
    word: plain(found[0]),
    from: found.index,
    to: found.index + found[0].length,
  }));

/** Whether a word is meant: it begins so, or holds so much that it is no chance. @param {string} word @param {string} wanted */
const fits = (word, wanted) => (wanted.length > 3 ? word.includes(wanted) : word.startsWith(wanted));

/** @param {string} url @param {string} html @returns {Page} */
function read(url, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const title = page.querySelector("h1")?.textContent ?? "";
  /** @type {Record<string, string>} */
  const meta = { title };
  for (const line of page.querySelectorAll("meta")) {
    const [name = ""] = (line.getAttribute("data-pagefind-meta") ?? "").split("[");
    if (name) meta[name] = line.content;
  }
  const parts = [{ id: "", title, text: "" }];
  // Running text stands there without its tags.
  for (const block of page.body.childNodes) {
    const text = block.textContent?.trim() ?? "";
    const { id } = /** @type {Element} */ (block);
    if (block.nodeName === "H1") continue;
    if (/^H[2-6]$/.test(block.nodeName) && id) parts.push({ id, title: text, text: "" });
    else Object.assign(parts.at(-1) ?? {}, { text: `${parts.at(-1)?.text} ${text}`.trim() });
  }
  return { url, meta, title: tokensOf(title), parts: parts.map((part) => ({ ...part, tokens: tokensOf(part.text) })) };
}

/** The words around the first that fits, with a mark around each that does. @param {Part} part @param {string[]} wanted */
function excerpt({ text, tokens }, wanted) {
  const isMeant = (/** @type {Token} */ { word }) => wanted.some((one) => fits(word, one));
  const from = Math.max(0, tokens.findIndex(isMeant) - BEFORE);
  const shown = tokens.slice(from, from + WORDS);
  const safe = (/** @type {string} */ some) => some.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  let [html, at] = ["", shown[0]?.from ?? 0];
  for (const token of shown) {
    const word = safe(text.slice(token.from, token.to));
    html += safe(text.slice(at, token.from)) + (isMeant(token) ? `<mark>${word}</mark>` : word);
    at = token.to;
  }
  return html + safe(text.slice(at, from + WORDS < tokens.length ? at : undefined));
}

/** The texts of a course. */
export class Texts {
  /**
   * @param {Page[]} pages
   * @param {Record<string, [value: string, pages: number][]>} filters
   */
  constructor(pages, filters) {
    this.pages = pages;
    this.filters = filters;
  }

  /**
   * @param {string} base the folder of the index
   * @returns {Promise<Texts | null>} nothing where there is none
   */
  static async load(base) {
    const listing = await scriptValue(`${base}attune.js`, "attuneSearch");
    /** @type {[string, string][]} */
    const all = [];
    for (const [folder] of listing?.shards ?? [])
      all.push(...((await scriptValue(`${base}${folder}text.js`, "attuneText")) ?? []));
    return all.length
      ? new Texts(
          all.map(([url, html]) => read(url, html)),
          listing.filters,
        )
      : null;
  }

  /** The pages that have a value. @param {string} name @param {string} value */
  having(name, value) {
    return new Set(this.pages.filter(({ meta }) => meta[name] === value).map(({ url }) => url));
  }

  /**
   * Pages that have every word, those first that have them in titles and often.
   * @param {string} text
   */
  search(text) {
    const wanted = tokensOf(text).map(({ word }) => sought(word));
    if (!wanted.length) return [];
    const found = this.pages.map((page) => ({ page, score: weight(page, wanted) })).filter(({ score }) => score > 0);
    return found
      .sort((a, b) => b.score - a.score)
      .map(({ page }) => ({ id: page.url, data: async () => shown(page, wanted) }));
  }
}

/** Nothing where a word is missing. @param {Page} page @param {string[]} wanted */
function weight({ title, parts }, wanted) {
  const weights = wanted.map((one) => {
    const has = (/** @type {Token[]} */ tokens) => tokens.filter(({ word }) => fits(word, one)).length;
    const headings = parts.filter((part) => part.id && has(tokensOf(part.title))).length;
    const times = parts.reduce((sum, part) => sum + has(part.tokens), 0);
    return has(title) * TITLE + headings * HEADING + Math.min(times, MOST);
  });
  return weights.includes(0) ? 0 : weights.reduce((sum, each) => sum + each, 0);
}

/** A page as a list of results shows it. @param {Page} page @param {string[]} wanted */
function shown({ url, meta, parts }, wanted) {
  const has = (/** @type {Token[]} */ tokens) => tokens.some(({ word }) => wanted.some((one) => fits(word, one)));
  const hits = parts.filter((part) => has(part.tokens) || (part.id && has(tokensOf(part.title))));
  const sections = hits.map((part) => ({
    title: part.title,
    excerpt: excerpt(part, wanted),
    anchor: part.id ? { id: part.id } : undefined,
  }));
  return {
    raw_url: url,
    url,
    meta,
    excerpt: excerpt(hits[0] ?? parts[0] ?? { id: "", title: "", text: "", tokens: [] }, wanted),
    sub_results: sections,
  };
}
