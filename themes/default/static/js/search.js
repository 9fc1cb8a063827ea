// Search over the whole course, loaded when a reader first asks for it. Where a page is opened from disk, the texts themselves are
// searched, and where WebAssembly is refused, titles.
import { asset } from "./assets.js";
import { message as pageMessage, pluralForm } from "./messages.js";
import { scriptValue } from "./script-value.js";
import { Filters } from "./search-filters.js";
import { plain, sought, Texts } from "./search-text.js";

/** @typedef {{ id: string }} Anchor */
/** @typedef {{ title: string, excerpt: string, anchor?: Anchor }} Section */
/** @typedef {{ raw_url: string, url: string, excerpt: string, meta: Record<string, string>, sub_results: Section[] }} Data */
/** @typedef {{ id: string, data: () => Promise<Data> }} Result */
/** @typedef {{ results: Result[] }} Found */
/** @typedef {Record<string, [value: string, pages: number][]>} Values */
/**
 * @typedef {object} Index
 * @property {(options: object) => Promise<void>} options
 * @property {() => Promise<void>} init
 * @property {() => Promise<void>} destroy
 * @property {(text: string) => Promise<void>} preload
 * @property {(path: string, options: object) => Promise<void>} mergeIndex
 * @property {(text: string | null, options: object) => Promise<Found>} search
 * @property {(text: string, options: object, wait: number) => Promise<Found | null>} debouncedSearch
 */
/** @typedef {{ url: string, title: string, aside: string, excerpt: string, sections: { url: string, title: string, excerpt: string }[] }} Entry */

const dataset = /** @type {HTMLElement | null} */ (document.querySelector("[data-search]"))?.dataset ?? {};
const root = document.body.dataset.root ?? "";
/** How many pages are shown at once. */
const SHOWN = 8;
/** How many sections of a page. */
const SECTIONS = 4;

const message = (/** @type {string} */ key) => dataset[key] ?? "";
const counted = (/** @type {string} */ key, /** @type {number} */ n) =>
  pluralForm(message(key), n).replace("{n}", String(n));

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} [attributes]
 * @param {(Node | string)[]} [children]
 */
const make = (tag, attributes = {}, children = []) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

const input = make("input", {
  type: "search",
  class: "search-input",
  "aria-label": message("search_label"),
  placeholder: message("search_label"),
  autocomplete: "off",
  autocapitalize: "off",
  spellcheck: "false",
  enterkeyhint: "search",
});
const close = make("button", { type: "button", class: "button-link" }, [message("close")]);
const filters = new Filters(make("div", { class: "search-filters", hidden: "" }), () => void search());
const notice = make("p", { class: "search-notice", hidden: "" });
const status = make("p", { class: "search-status", role: "status" });
const way = make("div", { class: "search-way", hidden: "" });
const list = make("ol", { class: "search-results" });
const more = make("button", { type: "button", class: "button-link search-more", hidden: "" }, [message("search_more")]);
const dialog = make("dialog", { class: "search", "aria-label": message("search_label") }, [
  make("div", { class: "search-head" }, [input, close]),
  filters.place,
  notice,
  status,
  way,
  list,
  more,
]);

/** @type {Promise<Index | null> | undefined} */
let index;
/** @type {Promise<[string, string, string][]> | undefined} */
let titles;
/** @type {Promise<Texts | null> | undefined} */
let texts;
/** @type {Result[]} */
let waiting = [];
/** Whether the last search found anything, however few of it the filters leave. */
let anyFound = false;
/** Whether the course has several indexes. */
let parted = false;
/** Which search is the latest: what comes of an earlier one is not shown. */
let turn = 0;

/** Which indexes there are, and what can be filtered by, as it was last read. */
let listing = "";
/** Whether the course was published anew since the page was opened. */
let outdated = false;

const base = new URL(`${root}pagefind/`, document.baseURI).href;
const fetchListing = async () => (await fetch(`${base}attune.js`, { cache: "no-cache" })).text();

/** Lets go of an index that is no longer that of the course, whose parts are gone; whether it did. */
async function renewed() {
  const made = await index;
  const now = made && (await fetchListing().catch(() => listing));
  if (!made || now === listing) return false;
  index = words = undefined;
  outdated = true;
  filters.clear();
  having.clear();
  await made.destroy();
  return true;
}

/** The index, or nothing where it cannot be used. */
function load() {
  index ??= (async () => {
    if (!location.protocol.startsWith("http")) return null;
    try {
      const [text, made] = await Promise.all([
        fetchListing(),
        /** @type {Promise<Index>} */ (import(`${base}pagefind.js`)),
      ]);
      /** @type {{ shards: [folder: string, tag: string][], filters: Values }} */
      const { shards, filters } = JSON.parse(text.slice(text.indexOf("=") + 1));
      listing = text;
      // A large course has several indexes, each with a tag that lets the browser keep what did not change.
      const [first, ...others] = shards.map(([folder, tag]) => ({
        basePath: base + folder,
        baseUrl: "/",
        excerptLength: 22,
        metaCacheTag: tag,
      }));
      await made.options(first ?? {});
      await made.init();
      // Asks for nothing, and fails where the first index cannot be used; the others would wait for it without end.
      await made.preload("");
      await Promise.all(others.map(({ basePath, ...options }) => made.mergeIndex(basePath, options)));
      parted = others.length > 0;
      offer(filters);
      return made;
    } catch {
      return null;
    }
  })();
  return index;
}

/** Every page's address, title and module's title. @returns {Promise<[string, string, string][]>} */
const loadTitles = () => (titles ??= scriptValue(`${root}titles.js`, "attuneTitles").then((found) => found ?? []));

/** The texts of all pages, where the page was opened from disk. */
const loadTexts = () =>
  (texts ??= location.protocol.startsWith("http")
    ? Promise.resolve(null)
    : Texts.load(`${root}pagefind/`).then((made) => {
        if (made) offer(made.filters);
        return made;
      }));

/** @param {Values} all */
function offer(all) {
  for (const name of ["module", "kind"]) {
    const words = { label: message(`search_${name}`), all: message("search_all") };
    const values = (all[name] ?? []).map(([value]) => value);
    filters.offer(name, values, words);
  }
}

/** The pages that have a value, by the name of the filter and the value; the index is asked once. @type {Map<string, Promise<Set<string>>>} */
const having = new Map();

/** @param {Index} made @returns {import("./search-filters.js").Having} */
const pagesOf = (made) => (name, value) => {
  const key = `${name}\n${value}`;
  const pages =
    having.get(key) ??
    made.search(null, { filters: { [name]: value } }).then(({ results }) => new Set(results.map(({ id }) => id)));
  having.set(key, pages);
  return pages;
};

async function search() {
  const mine = ++turn;
  // Words that are elided stand apart in the index, too.
  const eliding = /^(fr|it|ca|oc)\b/.test(document.documentElement.lang);
  const text = eliding ? input.value.trim().replace(/(\p{L}['’])(?=\p{L})/gu, "$1 ") : input.value.trim();
  if (!text) {
    filters.reset();
    return show([], "");
  }
  // The first answer waits for the index, which a slow network brings late.
  status.textContent ||= message("search_busy");
  const found = await load();
  const read = found ? null : await loadTexts();
  const look = async () => (found ? byIndex(found, text, mine) : read ? byText(read, text, mine) : byTitle(text));
  const entries = await look().catch(() => []);
  if (mine !== turn || !entries) return;
  // What is not found may have been published since, and what cannot be read may be gone.
  if (found && entries.length === 0 && (await renewed())) return search();
  notice.hidden = !outdated && (found !== null || read !== null);
  notice.textContent = outdated ? pageMessage("outdated") : message("search_titles_only");
  show(
    entries,
    entries.length === 0
      ? message(anyFound ? "search_none_filtered" : "search_none").replace("{text}", text)
      : counted("search_found", entries.length + waiting.length),
  );
}

/**
 * @param {Texts} read
 * @param {string} text
 * @param {number} mine which search it is
 */
async function byText(read, text, mine) {
  await keep(read.search(text), async (name, value) => read.having(name, value), mine);
  return next();
}

/**
 * Keeps the results that have what the reader filters by, to be shown.
 * @param {Result[]} results
 * @param {import("./search-filters.js").Having} having
 * @param {number} mine
 */
async function keep(results, having, mine) {
  if (mine !== turn) return;
  waiting = await filters.narrow(results, having);
  anyFound = results.length > 0;
}

/**
 * @param {Index} made
 * @param {string} text
 * @param {number} mine which search it is
 */
async function byIndex(made, text, mine) {
  const found = await made.debouncedSearch(text, {}, 120);
  if (!found) return null;
  let all = parted ? await whole(made, text, found.results) : found.results;
  for (const other of [...spellings(text), ...(await compounds(text))]) {
    const { results } = await made.search(`"${other}"`, {});
    // What resembles the words as they were typed comes after what has them in another spelling.
    const known = new Set(results.map(({ id }) => id));
    all = [...results, ...all.filter(({ id }) => !known.has(id))];
  }
  await keep(all, pagesOf(made), mine);
  return next();
}

/** What may stand before an Arabic word and is written together with it. */
const BEFORE = ["", "ال", "و", "وال", "بال", "لل", "فال", "كال"];

/** The same words with ligatures and without ("coeur", "cœur"), and with what Arabic writes before them. @param {string} text */
function spellings(text) {
  const { lang } = document.documentElement;
  const all = [text.replace(/œ/gi, "oe").replace(/æ/gi, "ae")];
  if (/^(fr|la|da|nb|nn|no|is)\b/.test(lang)) all.push(text.replace(/oe/gi, "œ").replace(/ae/gi, "æ"));
  if (/^ar\b/.test(lang)) {
    const bare = text.split(/\s+/).map(sought);
    // A word alone; of several, the combinations would be too many.
    for (const before of bare.length > 1 ? BEFORE.slice(0, 2) : BEFORE)
      all.push(bare.map((word) => before + word).join(" "));
  }
  return [...new Set(all)].filter((other) => other !== text);
}

/** Long words of the course. @type {Promise<string[]> | undefined} */
let words;
/** How many of them are looked for in the place of a part of theirs. */
const COMPOUNDS = 12;

/**
 * The same words with a longer one in the place of one that is a part of it, and not its beginning ("Abbruch", "Beziehungsabbruch").
 * @param {string} text
 * @returns {Promise<string[]>}
 */
async function compounds(text) {
  if (!/^(de|nl|sv|da|nb|nn|no|fi|is)\b/.test(document.documentElement.lang)) return [];
  words ??= fetch(`${base}words.json`)
    .then((answer) => (answer.ok ? answer.json() : []))
    .catch(() => []);
  const all = await words;
  const parts = text.split(/\s+/);
  const meant = parts.flatMap((part, at) => {
    const wanted = plain(part);
    const longer = wanted.length > 3 ? all.filter((word) => plain(word).indexOf(wanted) > 0) : [];
    return longer.map((word) => parts.map((other, place) => (place === at ? word : other)).join(" "));
  });
  return meant.sort((a, b) => a.length - b.length).slice(0, COMPOUNDS);
}

/**
 * Those of the results that have every word which is anywhere in the course. An index without a word offers what resembles
 * it; that is a help where no page has the word, and not where the pages of another index have it.
 * @param {Index} made
 * @param {string} text
 * @param {Result[]} results
 */
async function whole(made, text, results) {
  let kept = results;
  for (const part of text.replaceAll('"', " ").split(/\s+/).filter(Boolean)) {
    const exact = await made.search(`"${part}"`, {});
    const ids = new Set(exact.results.map(({ id }) => id));
    if (ids.size) kept = kept.filter(({ id }) => ids.has(id));
  }
  return kept;
}

async function next() {
  const now = waiting.slice(0, SHOWN);
  waiting = waiting.slice(SHOWN);
  return (await Promise.all(now.map((result) => result.data()))).map(entry);
}

/**
 * @param {Data} data
 * @returns {Entry}
 */
function entry(data) {
  const url = root + fileOf((data.raw_url || data.url).replace(/^\//, ""));
  const sections = data.sub_results
    .filter((section) => section.anchor)
    .slice(0, SECTIONS)
    .map((section) => ({
      url: `${url}#${section.anchor?.id}`,
      title: section.title,
      excerpt: section.excerpt,
    }));
  const aside = [data.meta.kind, data.meta.module].filter((part) => part && part !== data.meta.title).join(" · ");
  // What was found before the first heading has no section of its own.
  const excerpt = sections.length ? "" : data.excerpt;
  return { url, title: data.meta.title ?? "", aside, excerpt, sections };
}

/** A page's address as it is asked for: from disk by its file. @param {string} path */
const fileOf = (path) => (location.protocol === "file:" ? path : path.replace(/index\.html$/, "") || ".");

/** @param {string} text */
async function byTitle(text) {
  const wanted = plain(text).split(/\s+/);
  [waiting, anyFound] = [[], false];
  const all = await loadTitles();
  const fits = all.filter(([, title, module]) => wanted.every((part) => plain(`${title} ${module}`).includes(part)));
  return fits
    .slice(0, 50)
    .map(([url, title, aside]) => ({ url: root + fileOf(url), title, aside, excerpt: "", sections: [] }));
}

/**
 * @param {Entry[]} entries
 * @param {string} words
 */
function show(entries, words) {
  list.replaceChildren(...entries.map(row));
  status.textContent = words;
  if (words && !entries.length) offerWays();
  way.hidden = !words || entries.length > 0;
  more.hidden = waiting.length === 0 || entries.length === 0;
}

/** What to try where nothing was found, and where else to look: the course's contents and its pages of lists. */
function offerWays() {
  if (way.firstChild) return;
  const contents = make("a", { href: dataset.home ?? "" }, [message("course_contents")]);
  const others = document.querySelectorAll(".tree-links a");
  const links = [contents, ...[...others].map((other) => other.cloneNode(true))];
  way.append(
    make("p", {}, [message("search_try")]),
    make(
      "ul",
      {},
      links.map((each) => make("li", {}, [each])),
    ),
  );
}

/** @param {Entry} entry */
function row(entry) {
  /** @type {HTMLElement[]} */
  const parts = [link(entry.url, entry.title)];
  if (entry.aside) parts.push(make("p", { class: "search-aside" }, [entry.aside]));
  if (entry.excerpt) parts.push(make("p", { class: "search-excerpt" }, marked(entry.excerpt, entry.title)));
  if (entry.sections.length) {
    const rows = entry.sections.map((section) =>
      make("li", {}, [
        link(section.url, section.title),
        make("p", { class: "search-excerpt" }, marked(section.excerpt, section.title)),
      ]),
    );
    parts.push(make("ul", { class: "search-sections" }, rows));
  }
  return make("li", {}, parts);
}

/**
 * @param {string} url
 * @param {string} title
 */
function link(url, title) {
  const made = make("a", { href: url }, [title]);
  made.addEventListener("click", () => {
    const near = made.closest("li")?.querySelectorAll("mark") ?? [];
    const found = [...new Set([...near].map((mark) => mark.textContent ?? ""))];
    try {
      sessionStorage.setItem("attune:search-highlight", JSON.stringify(found.length ? found : [input.value.trim()]));
    } catch {
      // Storage is off: the page opens without marks.
    }
    dialog.close();
  });
  return made;
}

/**
 * An excerpt's text and its marks; whatever else stood there is text.
 * @param {string} excerpt
 * @param {string} title stands above it
 */
function marked(excerpt, title) {
  const { body } = new DOMParser().parseFromString(excerpt, "text/html");
  let cut = headed(body.textContent ?? "", title);
  return [...body.childNodes].flatMap((node) => {
    const text = node.textContent ?? "";
    const kept = text.slice(cut);
    cut = Math.max(0, cut - text.length);
    if (node.nodeName !== "MARK") return [kept];
    // The index takes signs beside a word for a part of it, and on the page they stand elsewhere.
    const [, before = "", word = "", after = ""] = /^(\p{P}*)(.*?)(\p{P}*)$/su.exec(kept) ?? [];
    return word ? [before, make("mark", {}, [word]), after] : [kept];
  });
}

/**
 * How much of an excerpt is the end of the heading above it, or all of it, which the index takes for its first sentence.
 * @param {string} text
 * @param {string} title
 */
function headed(text, title) {
  const words = title.split(/\s+/);
  const end = words.map((_, at) => words.slice(at).join(" ")).find((some) => text.startsWith(some));
  if (!end) return 0;
  const [gap] = (/\p{P}$/u.test(end) ? /^\s+/ : /^\.\s+/).exec(text.slice(end.length)) ?? [];
  return gap ? end.length + gap.length : 0;
}

/** @param {KeyboardEvent} event */
function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.target instanceof HTMLSelectElement) return;
  const stops = [
    input,
    ...(way.hidden ? [] : way.querySelectorAll("a")),
    ...list.querySelectorAll("a"),
    ...(more.hidden ? [] : [more]),
  ];
  const at = stops.indexOf(/** @type {any} */ (document.activeElement));
  event.preventDefault();
  stops[Math.max(0, Math.min(stops.length - 1, at + step))]?.focus();
}

/** Opens the search. */
export async function openSearch() {
  await dressed;
  if (!dialog.open) dialog.showModal();
  input.select();
  await renewed();
  void load();
}

input.addEventListener("input", search);
close.addEventListener("click", () => dialog.close());
more.addEventListener("click", async () => {
  const rows = (await next()).map(row);
  list.append(...rows);
  more.hidden = waiting.length === 0;
  rows[0]?.querySelector("a")?.focus();
});
dialog.addEventListener("keydown", walk);
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
document.body.append(dialog);
const style = make("link", { rel: "stylesheet", href: asset("search.css") });
const dressed = new Promise((done) => {
  style.addEventListener("load", done);
  style.addEventListener("error", done);
});
document.head.append(style);
