// Data of the site for a page that was opened from disk, which can read scripts and nothing else.

/**
 * What a script puts into a variable.
 * @param {URL | string} address
 * @param {string} name of the variable
 * @returns {Promise<any>} nothing where the script does not come
 */
export function scriptValue(address, name) {
  return new Promise((done) => {
    const script = document.createElement("script");
    script.src = String(address);
    const end = () => {
      script.remove();
      done(/** @type {any} */ (window)[name]);
    };
    script.addEventListener("load", end);
    script.addEventListener("error", end);
    document.head.append(script);
  });
}
