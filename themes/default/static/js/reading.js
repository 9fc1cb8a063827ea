// What changes while one reads down a page. Loaded at the first scroll.

const masthead = document.querySelector("[data-masthead]");
const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".toc a")]);
let last = 0;

/** The header goes away on the way down, unless one is in it. */
function hideHeader() {
  if (Math.abs(scrollY - last) <= 8 && scrollY >= 80) return;
  const away = scrollY > last && scrollY > 80 && !masthead?.contains(document.activeElement);
  masthead?.toggleAttribute("data-away", away);
  last = scrollY;
}

/** The contents of the page say which part of it is being read. */
function markPart() {
  const here = links.findLast((link) => {
    const head = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return head && head.getBoundingClientRect().top < innerHeight / 3;
  });
  for (const link of links) link.ariaCurrent = link === here ? "true" : null;
}

/** Both, now and from now on. */
export function follow() {
  for (const each of [hideHeader, markPart]) {
    addEventListener("scroll", each, { passive: true });
    each();
  }
  masthead?.addEventListener("focusin", () => masthead.removeAttribute("data-away"));
}
