// At an old address: leads to the new one with the place on the page that was asked for, which `http-equiv="refresh"` would lose. That
// leads to the file, which is the address from disk; a server's address is that of the folder, where the site's addresses are such.
(() => {
  const to = document.currentScript?.dataset.to;
  const refresh = document.querySelector('meta[http-equiv="refresh"]');
  const [, file] = refresh?.getAttribute("content")?.split("url=") ?? [];
  const url = (location.protocol === "file:" ? undefined : to) ?? file;
  if (url) location.replace(new URL(url, location.href).href + location.hash);
})();
