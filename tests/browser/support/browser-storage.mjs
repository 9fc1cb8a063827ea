// The storage of a browser with several tabs, without a browser: each tab sees its own writes at once and those of others when it is
// told of them, as browsers with a process for each tab do (storage events of the HTML standard; Chromium's cached storage area).
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { scripts } from "./course.mjs";

/** @typedef {import("../../../themes/default/static/js/schema.js").Progress} Progress */
/** @typedef {{load: () => Progress, change: (edit: (progress: Progress) => void, aside?: boolean) => void}} Store */
/** @typedef {{order: number, key: string, value: string | null, from: BrowserTab}} Write */

let instances = 0;

/** One tab: what it sees, and its own copy of the program that reads and writes it. */
export class BrowserTab {
  /** @type {Map<string, string>} */
  view = new Map();
  /** When this tab wrote a key last. @type {Map<string, number>} */
  own = new Map();
  /** Of what it was not told yet. @type {Write[]} */
  waiting = [];
  /** @type {((event: {key: string | null, newValue: string | null, isTrusted: boolean}) => void)[]} */
  listeners = [];
  /** @type {Store | undefined} */
  program;

  /** @param {Browser} browser */
  constructor(browser) {
    this.browser = browser;
    for (const [key, value] of browser.kept) this.view.set(key, value);
  }

  /** @param {string} key @returns {string | null} */
  getItem(key) {
    return this.view.get(key) ?? null;
  }

  /** @param {string} key @param {string | null} value */
  put(key, value) {
    if (value === null) this.view.delete(key);
    else this.view.set(key, value);
    this.own.set(key, this.browser.write(this, key, value));
  }

  /** @param {string} key @param {string} value */
  setItem(key, value) {
    this.put(key, value);
  }

  /** @param {string} key */
  removeItem(key) {
    this.put(key, null);
  }

  /** Makes this tab the one whose program runs. */
  enter() {
    Object.assign(globalThis, {
      localStorage: this,
      document: { body: { dataset: { root: "." } }, querySelectorAll: () => [] },
      location: new URL("https://attune.example/"),
      addEventListener: (/** @type {string} */ name, /** @type {any} */ listener) => {
        if (name === "storage") this.listeners.push(listener);
      },
    });
  }

  /** Opens the tab, or opens it anew. */
  async open() {
    this.listeners = [];
    this.enter();
    const address = pathToFileURL(join(scripts, "store.js")).href;
    this.program = await import(`${address}?tab=${(instances += 1)}`);
  }

  /** @returns {Store} */
  get store() {
    if (!this.program) throw new Error("the tab is not open");
    return this.program;
  }

  /**
   * Tells the tab of what others wrote, in its order, and lets it answer.
   * @param {(write: Write) => void} [before] each
   * @param {(write: Write) => void} [after] each, when it was answered
   */
  async hear(before, after) {
    for (let write = this.waiting.shift(); write; write = this.waiting.shift()) {
      this.enter();
      // What this tab has written since stands.
      const stands = (this.own.get(write.key) ?? -1) > write.order;
      if (!stands && write.value === null) this.view.delete(write.key);
      else if (!stands && write.value !== null) this.view.set(write.key, write.value);
      before?.(write);
      for (const listener of this.listeners) listener({ key: write.key, newValue: write.value, isTrusted: true });
      // What it loads to answer is loaded by then.
      for (let turn = 0; turn < 3; turn += 1) await new Promise((done) => setImmediate(done));
      after?.(write);
    }
  }
}

/** Its tabs, and what is kept in the end. */
export class Browser {
  /** @type {Map<string, string>} */
  kept = new Map();
  /** @type {BrowserTab[]} */
  tabs = [];
  writes = 0;

  /** @returns {Promise<BrowserTab>} */
  async newTab() {
    const tab = new BrowserTab(this);
    this.tabs.push(tab);
    await tab.open();
    return tab;
  }

  /** @param {BrowserTab} from @param {string} key @param {string | null} value @returns {number} its place among all writes */
  write(from, key, value) {
    const order = (this.writes += 1);
    if (value === null) this.kept.delete(key);
    else this.kept.set(key, value);
    for (const tab of this.tabs) if (tab !== from) tab.waiting.push({ order, key, value, from });
    return order;
  }
}
