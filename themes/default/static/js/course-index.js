// The course as it is now: its pages and their questions, as `course.js` has them. Nothing here touches the page.

/**
 * A page as `course.js` has it: without `key` and `title`, but with the digest of its address, where it is listed nowhere; its old
 * addresses are digests then, too.
 * @typedef {Omit<IndexedPage, "key" | "title"> & {key?: string, title?: string, unlisted?: string}} WrittenPage
 */

/**
 * A page: `key` its address, `module` the number of its module if it is a lesson, `test` how many questions are drawn if it is an
 * assessment, `was` its old addresses, `items` its questions by id: the digest, a space, and the digest of earlier versions,
 * `scenarios` and `practices` their ids.
 * @typedef {{key: string, title: string, module?: number, test?: number, was?: string[],
 *   items?: Record<string, string>, scenarios?: string[], practices?: string[]}} IndexedPage
 */

/** How much of a digest the index has. */
const DIGITS = 8;

/** @param {string} digest @param {string} [known] what the index has of a question */
export const isSame = (digest, known) =>
  digest.length >= DIGITS && known !== undefined && known.split(" ").includes(digest.slice(0, DIGITS));

/** @param {string} key of a record @returns {[string, string]} the page's address, and the id on it with its `#` */
export function split(key) {
  const at = key.indexOf("#");
  return at < 0 ? [key, ""] : [key.slice(0, at), key.slice(at)];
}

/** FNV-1a with 64 bits. @param {string} address */
const digestOf = (address) =>
  new TextEncoder()
    .encode(address)
    .reduce((hash, byte) => BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n), 0xcbf29ce484222325n)
    .toString(16)
    .padStart(16, "0");

/** The addresses that a record knows. @param {import("./schema.js").Progress} progress */
function addresses({ items, cards, pages, exams, practice, endings, last }) {
  const keys = [items, cards, pages, exams, practice, endings].flatMap((table) => Object.keys(table));
  return new Set([...keys.map((key) => split(key)[0]), ...(last ? [last.k] : [])]);
}

/** The questions of a course by digest, and its pages by address. */
export class CourseIndex {
  /** @type {Map<string, IndexedPage>} */
  pages = new Map();
  /** Where old addresses lead. @type {Map<string, string>} */
  moved = new Map();
  /** The keys of the questions with a digest. @type {Map<string, string[]>} */
  questions = new Map();
  /** Pages listed nowhere that no record has named yet. @type {WrittenPage[]} */
  #unlisted = [];

  /** @param {WrittenPage[]} pages in reading order */
  constructor(pages) {
    for (const page of pages)
      if (page.unlisted) this.#unlisted.push(page);
      else this.#add(/** @type {IndexedPage} */ (page));
    this.#follow([...this.pages.values()]);
  }

  /** @param {IndexedPage} page */
  #add(page) {
    this.pages.set(page.key, page);
    for (const [id, digests] of Object.entries(page.items ?? {}))
      for (const digest of new Set(digests.split(" ")))
        this.questions.set(digest, [...(this.questions.get(digest) ?? []), `${page.key}#${id}`]);
  }

  /** @param {IndexedPage[]} pages whose old addresses lead to them */
  #follow(pages) {
    for (const { key, was = [] } of pages) for (const old of was) if (!this.pages.has(old)) this.moved.set(old, key);
  }

  /**
   * Makes known the pages listed nowhere on which this learner was. Who was not finds no address of them in the index.
   * @param {import("./schema.js").Progress} progress
   */
  reveal(progress) {
    if (!this.#unlisted.length) return;
    const known = new Map([...addresses(progress)].map((address) => [digestOf(address), address]));
    const found = this.#unlisted.flatMap((page) => {
      const key = known.get(page.unlisted ?? "");
      if (key === undefined) return [];
      const was = page.was?.flatMap((old) => known.get(old) ?? []);
      return [{ ...page, key, title: progress.pages[key]?.h ?? key, was }];
    });
    if (!found.length) return;
    this.#unlisted = this.#unlisted.filter(({ unlisted }) => !known.has(unlisted ?? ""));
    for (const page of found) this.#add(page);
    this.#follow(found);
  }

  /**
   * Where a page that was read stands now, where the one at its address has another title and no question that was answered: the only
   * one that has its title.
   * @param {import("./schema.js").Progress} progress
   * @param {string} address
   * @returns {string | undefined} nothing where it stands where it stood
   */
  titled({ items, pages }, address) {
    const page = this.pages.get(address);
    const read = pages[address]?.h;
    if (!page || !read || page.title === read) return undefined;
    if (Object.keys(page.items ?? {}).some((id) => isSame(items[`${address}#${id}`]?.d ?? "", page.items?.[id])))
      return undefined;
    const all = [...this.pages.values()].filter(({ title }) => title === read);
    return all.length === 1 ? all[0]?.key : undefined;
  }

  /**
   * Whether everything that a record holds stands where it stood.
   * @param {import("./schema.js").Progress} progress
   */
  holds(progress) {
    const { items, cards } = progress;
    return (
      Object.entries(items).every(([key, { d }]) => isSame(d, this.question(key))) &&
      Object.keys(cards).every((key) => this.question(key) !== undefined) &&
      [...addresses(progress)].every((address) => this.pages.has(address) && !this.titled(progress, address))
    );
  }

  /** @param {string} address of a page, which may be an old one */
  page(address) {
    return this.pages.get(this.moved.get(address) ?? address);
  }

  /** @param {string} key of a question @returns {string | undefined} what is known of its digests; none when it is not there */
  question(key) {
    const [address, id] = split(key);
    const items = this.pages.get(address)?.items ?? {};
    return Object.hasOwn(items, id.slice(1)) ? items[id.slice(1)] : undefined;
  }

  /**
   * Where a question with this digest stands now: where it stood, or else the only place where it does, looked for on its own
   * page first, and elsewhere where its own is gone.
   * @param {string} key
   * @param {string} digest
   * @returns {string | undefined} its present key
   */
  find(key, digest) {
    const [address, id] = split(key);
    const page = this.page(address)?.key;
    if (page !== undefined && isSame(digest, this.question(page + id))) return page + id;
    const all = this.questions.get(digest.slice(0, DIGITS)) ?? [];
    const here = all.filter((other) => split(other)[0] === page);
    const sameId = all.filter((other) => split(other)[1] === id);
    const edited = page !== undefined && this.question(page + id) !== undefined;
    return (edited ? [here] : [here, sameId, all]).find((some) => some.length === 1)?.[0];
  }
}
