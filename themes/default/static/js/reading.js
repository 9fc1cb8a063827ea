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

/** The heading that a row of the contents leads to. @param {HTMLAnchorElement} link */
const headOf = ({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1)));

/** The contents of the page say which part of it is being read. */
function markPart() {
  // The last parts cannot come up to the line where reading is: near the end of the page the line goes down to them.
  const left = document.documentElement.scrollHeight - innerHeight - scrollY;
  const line = Math.max(innerHeight / 3, innerHeight - left);
  const top = (/** @type {HTMLAnchorElement} */ link) => headOf(link)?.getBoundingClientRect().top ?? Infinity;
  const begun = links.filter((link) => top(link) < line);
  const chosen = begun.find((link) => headOf(link)?.matches(":target") && top(link) >= 0);
  const here = chosen ?? begun.at(-1);
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
