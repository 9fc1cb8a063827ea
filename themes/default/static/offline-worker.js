// Keeps what was read, so that it can be read offline. The site's own `sw.js` says of which edition this worker is, and loads it.
//
// A worker keeps pages of its own edition alone. What is fetched while a later edition is there is left to that one's worker, which
// fetches everything that was kept before it takes over; so nothing old and new is mixed. The theme's files have addresses
// that change with their bytes, and those of the edition before stay for pages that are still open.
(() => {
  const { edition } = self.attuneOffline;
  const { scope } = self.registration;
  /** All that is kept of this course, and of this edition. */
  const PREFIX = `attune:${scope}:`;
  const NAME = PREFIX + edition;
  const url = (name) => new URL(name, scope).href;
  /** What is asked of the server each time: this worker, and its list. */
  const ASKED = [url("sw.js"), url("offline.json")];
  /** Entries that are no file: what to say where a page was not kept, and that the whole course was asked for, with whether it came. */
  const [NOTE, WHOLE] = [url("offline-note"), url("offline-whole")];
  /** How long the network is waited for where there is something kept, in milliseconds. */
  const PATIENCE = 4000;
  const isForGood = (key) => /^assets\/[0-9a-f]{8}\//.test(key.slice(scope.length));
  const keyOf = (address) => address.replace(/[?#].*$/, "").replace(/(^|\/)index\.html$/, "$1");
  const others = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);

  async function put(key, answer) {
    try {
      await (await caches.open(NAME)).put(key, answer);
      return true;
    } catch {
      // There is no room: what is kept stays.
      return false;
    }
  }

  async function find(key) {
    const own = await (await caches.open(NAME)).match(key);
    return own ?? (isForGood(key) ? caches.match(key) : undefined);
  }

  /** A page of this site refers to its files; one that asks who one is does not. */
  async function isOurs(answer) {
    if (!/html/.test(answer.headers.get("Content-Type") ?? "")) return true;
    return /assets\/[0-9a-f]{8}\//.test(await answer.clone().text());
  }

  const isWhole = (answer) => answer.status === 200 && answer.type === "basic" && !answer.redirected;

  /** The worker of a later edition, if there is one by now. */
  async function later() {
    await self.registration.update();
    return self.registration.installing ?? self.registration.waiting;
  }

  async function keep(key, answer) {
    if (!isForGood(key)) {
      const next = await later();
      if (next) return next.postMessage({ keep: [key] });
      if (!(await isOurs(answer))) return;
    }
    await put(key, answer);
  }

  /** Where a page at an old address leads: what was read there stands here now. */
  async function onward(key, answer) {
    if (isForGood(key) || !/html/.test(answer.headers.get("Content-Type") ?? "")) return undefined;
    const [, to] = /http-equiv="refresh" content="0; url=([^"]+)"/.exec(await answer.text()) ?? [];
    return to && keyOf(new URL(to.replaceAll("&amp;", "&"), key).href);
  }

  /** Fetches files that are not kept yet, and those to which they lead on. @returns how many could not be had, and whether there was no room */
  async function fetchAll(keys) {
    const done = { failed: 0, full: false };
    const waiting = [...keys];
    const work = async () => {
      for (let key = waiting.shift(); key; key = waiting.shift()) {
        if (await find(key)) continue;
        const answer = await fetch(key, {
          cache: isForGood(key) ? "default" : "no-cache",
        });
        const copy = answer.clone();
        if (!isWhole(answer) || !(await isOurs(answer))) done.failed += 1;
        else if (!(await put(key, answer))) done.full = true;
        else {
          const to = await onward(key, copy);
          if (to?.startsWith(scope)) waiting.push(to);
        }
      }
    };
    await Promise.all([1, 2, 3, 4].map(work));
    return done;
  }

  const markWhole = (isThere) => put(WHOLE, new Response(isThere ? "there" : ""));

  const listed = async () => (await fetch(url("offline.json"), { cache: "no-cache" })).json();

  async function install() {
    const { files } = await listed();
    const keys = new Set(files.map(([path]) => keyOf(url(path))));
    const wanted = new Set([...keys].filter(isForGood));
    /** What was read and is not in the list: pages that are listed nowhere, and what is there no more. */
    const unlisted = new Set();
    let isAsked = false;
    for (const name of await others()) {
      const cache = await caches.open(name);
      for (const { url: key } of await cache.keys()) {
        if (key === WHOLE) {
          isAsked = true;
          for (const each of keys) wanted.add(each);
        }
        if (key === NOTE) await put(key, await cache.match(key));
        else if (keys.has(key)) wanted.add(key);
        else if (!isForGood(key)) unlisted.add(key);
      }
    }
    const { failed, full } = await fetchAll(wanted);
    await fetchAll(unlisted);
    if (isAsked) await markWhole(!failed && !full);
    // Another edition may have come meanwhile; its worker begins anew.
    const now = await (await fetch(url("sw.js"), { cache: "no-store" })).text();
    if (!now.includes(edition)) {
      await caches.delete(NAME);
      throw new Error("there is a later edition");
    }
    await self.skipWaiting();
  }

  async function activate() {
    const before = await others();
    const last = before.pop();
    for (const name of before) await caches.delete(name);
    if (last) {
      const cache = await caches.open(last);
      for (const { url: key } of await cache.keys()) if (!isForGood(key)) await cache.delete(key);
    }
    await self.clients.claim();
  }

  /** What is kept is shown where the network has not answered by then. */
  const late = () => new Promise((done) => setTimeout(done, PATIENCE));

  async function answer(event, key) {
    const { request } = event;
    const kept = await find(key);
    if (kept && isForGood(key)) return kept;
    const coming = fetch(request);
    // What comes late is kept for the next time.
    event.waitUntil(coming.then((came) => isWhole(came) && keep(key, came.clone())).catch(() => {}));
    try {
      const came = await (kept ? Promise.race([coming, late()]) : coming);
      if (came && (came.status < 500 || !kept)) return came;
      return part(request, kept);
    } catch (error) {
      if (kept) return part(request, kept);
      if (request.mode !== "navigate") throw error;
      // As a server would lead there.
      if (await find(`${key}/`)) return Response.redirect(`${key}/${new URL(request.url).search}`);
      return (await find(NOTE)) ?? Response.error();
    }
  }

  /** The part that a player asks for. */
  async function part(request, whole) {
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("Range") ?? "") ?? [];
    if (from === undefined) return whole;
    const blob = await whole.blob();
    const end = to ? Math.min(Number(to) + 1, blob.size) : blob.size;
    return new Response(blob.slice(Number(from), end), {
      status: 206,
      headers: {
        "Content-Type": whole.headers.get("Content-Type") ?? "",
        "Content-Range": `bytes ${from}-${end - 1}/${blob.size}`,
      },
    });
  }

  /** What a page asks for: files to be kept, and what to say offline. */
  async function hear({ keep: keys = [], note, whole }) {
    if (note)
      await put(
        NOTE,
        new Response(note, {
          headers: { "Content-Type": "text/html; charset=utf-8" },
        }),
      );
    if (whole !== undefined) await markWhole(whole);
    return fetchAll(keys.map(keyOf).filter((key) => key.startsWith(scope) && !ASKED.includes(key)));
  }

  self.addEventListener("install", (event) => event.waitUntil(install()));
  self.addEventListener("activate", (event) => event.waitUntil(activate()));
  self.addEventListener("message", (event) => {
    const done = hear(event.data).then(
      (said) => event.ports[0]?.postMessage(said),
      () => event.ports[0]?.postMessage({ failed: 1, full: false, offline: true }),
    );
    event.waitUntil(done);
  });
  self.addEventListener("fetch", (event) => {
    const key = keyOf(event.request.url);
    if (event.request.method !== "GET" || !key.startsWith(scope) || ASKED.includes(key)) return;
    event.respondWith(answer(event, key));
  });
})();
