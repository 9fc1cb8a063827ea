// What the published scripts stand on. They are plain scripts, which also run where a page is opened from disk; each holds modules
// as functions, and a module runs once on a page, when it is first asked for, whichever of its scripts hold it.
(() => {
  /** @typedef {Record<string, unknown>} Exports */
  /** @typedef {(get: (name: string) => Exports, load: (name: string) => Promise<Exports>) => Exports} Factory */

  const own = document.currentScript ?? document.querySelector('script[src$="/joined/site.js"]');
  /** The folder of the theme's files. */
  const base = own instanceof HTMLScriptElement ? new URL("..", own.src).href : "";
  /** @type {Record<string, Factory>} */
  const factories = {};
  /** @type {Record<string, Exports>} */
  const made = {};
  /** @type {Record<string, Promise<Exports>>} */
  const coming = {};

  /** @param {string} name */
  const get = (name) => (made[name] ??= /** @type {Factory} */ (factories[name])(get, load));

  /** @param {string} name @returns {Promise<Exports>} */
  const fetched = (name) =>
    new Promise((done, fail) => {
      if (factories[name]) return done(get(name));
      const script = document.createElement("script");
      script.src = `${base}joined/${name}.js`;
      script.onload = () => Promise.resolve(name).then(get).then(done, fail);
      script.onerror = () => {
        // Asked for again, it may be there.
        delete coming[name];
        dispatchEvent(new Event("attune:missing"));
        fail(new Error(`${name}.js did not come`));
      };
      document.head.append(script);
    });

  /** @param {string} name */
  const load = (name) => (coming[name] ??= fetched(name));

  /** Runs modules, of which none keeps the next from running. @param {string[]} names */
  const run = (...names) => {
    for (const name of names) {
      try {
        get(name);
      } catch (error) {
        reportError(error);
      }
    }
  };

  // From disk no page can read another. One that is asked in a frame of the review's page says how it is written, and runs nothing.
  const asked = location.protocol === "file:" && parent !== window && location.hash === "#attune-source";
  if (asked) addEventListener("DOMContentLoaded", () => parent.postMessage(document.documentElement.outerHTML, "*"));

  /** Runs modules when the page is there. @param {string[]} names */
  const start = (...names) => {
    if (asked) return;
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => run(...names));
    else run(...names);
  };

  /** @param {Record<string, Factory>} some */
  const add = (some) => {
    for (const [name, factory] of Object.entries(some)) factories[name] ??= factory;
  };

  // @ts-expect-error It is no name that browsers know.
  window.attune ??= { add, base, load, run, start };
})();
