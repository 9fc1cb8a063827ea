// Where the theme's files are published.

/** The address of a static file of the theme. @param {string} path below `static` */
export const asset = (path) => /** @type {any} */ (window).attune.base + path;
