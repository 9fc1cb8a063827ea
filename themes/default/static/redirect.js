// At an old address: leads to the new one with the place on the page that was asked for, which `http-equiv="refresh"` would lose.
(() => {
  const refresh = document.querySelector('meta[http-equiv="refresh"]');
  const [, url] = refresh?.getAttribute("content")?.split("url=") ?? [];
  if (url && location.hash) location.replace(new URL(url, location.href).href + location.hash);
})();
