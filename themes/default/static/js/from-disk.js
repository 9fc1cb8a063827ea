// Links of a page that was opened from disk, where a folder's page is a file in it.

/** Before a link is followed, or copied from the browser's menu. @param {Event} event */
export function nameFile({ target }) {
  const link = target instanceof Element && target.closest("a");
  if (!(link instanceof HTMLAnchorElement) || link.protocol !== location.protocol) return;
  link.pathname = link.pathname.replace(/\/$/, "/index.html");
}

for (const type of ["click", "auxclick", "contextmenu"]) addEventListener(type, nameFile, true);
