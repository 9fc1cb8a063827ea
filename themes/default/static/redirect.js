// At an old address: leads to the new one with the place on the page that was asked for, which `http-equiv="refresh"` would lose, and
// from disk to the file, since there a folder shows what is in it.
(() => {
  const refresh = document.querySelector('meta[http-equiv="refresh"]');
  const [, url] = refresh?.getAttribute("content")?.split("url=") ?? [];
  const isOnDisk = location.protocol === "file:";
  if (!url || !(isOnDisk || location.hash)) return;
  const to = new URL(url, location.href);
  if (isOnDisk) to.pathname = to.pathname.replace(/\/$/, "/index.html");
  location.replace(to.href + location.hash);
})();
