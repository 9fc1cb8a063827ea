async function remove() {
  for (const name of await caches.keys())
    if (name.startsWith(`attune:${self.registration.scope}:`)) await caches.delete(name);
  await self.registration.unregister();
}
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(remove()));
// Where the browser was closed meanwhile, what is left goes with the next page.
self.addEventListener("fetch", (event) => event.waitUntil(remove()));
