// What results of the search can be narrowed by: modules and kinds of pages, each with how many of the results it has.

/** @typedef {{ id: string }} Known a result, by its id */
/** @typedef {(name: string, value: string) => Promise<Set<string>>} Having the ids of all pages that have a value */

/** Menus of values, in a place of their own. */
export class Filters {
  /** @type {Map<string, { select: HTMLSelectElement, all: HTMLOptionElement, options: HTMLOptionElement[] }>} */
  #menus = new Map();

  /**
   * @param {HTMLElement} place
   * @param {() => void} changed called when the reader chooses
   */
  constructor(place, changed) {
    this.place = place;
    this.changed = changed;
  }

  /**
   * A menu, where there is something to choose from.
   * @param {string} name
   * @param {string[]} values
   * @param {{ label: string, all: string }} words what the menu is called, and what stands for every value
   */
  offer(name, values, words) {
    if (values.length < 2) return;
    const [select, label] = [document.createElement("select"), document.createElement("label")];
    const all = new Option(words.all, "");
    const options = values.map((value) => new Option(value, value));
    select.name = name;
    select.append(all, ...options);
    select.addEventListener("change", this.changed);
    label.append(words.label, " ", select);
    this.place.append(label);
    this.place.hidden = false;
    this.#menus.set(name, { select, all, options });
  }

  /** Takes all menus away. */
  clear() {
    this.#menus.clear();
    this.place.replaceChildren();
  }

  /** What the reader chose, by the names of menus. @returns {[name: string, value: string][]} */
  get chosen() {
    return [...this.#menus].flatMap(([name, { select }]) => (select.value ? [[name, select.value]] : []));
  }

  /**
   * The results that have what was chosen. Each menu then offers the values that results have, and says how many: of those that the other menus
   * leave, as its own choice can be another.
   * @template {Known} R
   * @param {R[]} results
   * @param {Having} having
   * @returns {Promise<R[]>}
   */
  async narrow(results, having) {
    const chosen = await Promise.all(
      this.chosen.map(async ([name, value]) => ({ name, pages: await having(name, value) })),
    );
    const left = (/** @type {string} */ but) =>
      results.filter(({ id }) => chosen.every(({ name, pages }) => name === but || pages.has(id)));
    for (const [name, { select, all, options }] of this.#menus) {
      const others = left(name);
      const counts = await Promise.all(
        options.map(async ({ value }) => {
          const pages = await having(name, value);
          return others.filter(({ id }) => pages.has(id)).length;
        }),
      );
      for (const [at, option] of options.entries()) option.text = `${option.value} (${counts[at]})`;
      const { value } = select;
      select.replaceChildren(all, ...options.filter((option, at) => counts[at] || option.value === value));
      select.value = value;
    }
    // Where nothing was found there is nothing to narrow.
    this.place.hidden = !this.#menus.size || (!results.length && !chosen.length);
    return left("");
  }

  /** Offers every value again, where nothing is looked for. */
  reset() {
    for (const { select, all, options } of this.#menus.values()) {
      for (const option of options) option.text = option.value;
      const { value } = select;
      select.replaceChildren(all, ...options);
      select.value = value;
    }
    this.place.hidden = !this.#menus.size;
  }
}
