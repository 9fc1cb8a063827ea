// Marks the words that a reader searched for on the page that was found, until Escape.

/** More marks would be no help. */
const MOST = 200;

/** @returns {string[]} */
function wanted() {
  try {
    const kept = sessionStorage.getItem("attune:search-highlight");
    sessionStorage.removeItem("attune:search-highlight");
    const words = JSON.parse(kept ?? "[]");
    return Array.isArray(words) ? words.filter((word) => typeof word === "string" && word !== "") : [];
  } catch {
    // Storage is off, or holds something else.
    return [];
  }
}

/** @param {string[]} words */
function mark(words) {
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  const main = document.querySelector("main");
  if (!main) return;
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest("button, select, textarea, svg, mark, .breadcrumb, .toc, .pager")
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  /** @type {Range[]} */
  const ranges = [];
  while (walker.nextNode() && ranges.length < MOST) {
    const node = walker.currentNode;
    for (const match of (node.textContent ?? "").matchAll(pattern)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      ranges.push(range);
    }
  }
  // From the last to the first: splitting a text leaves what stands before it alone.
  for (const range of ranges.reverse()) {
    const made = document.createElement("mark");
    made.className = "search-highlight";
    range.surroundContents(made);
  }
}

/** Marks what was searched for, and shows the first of it where the address names no place of its own. */
export function markFound() {
  const words = wanted();
  if (!words.length) return;
  mark(words);
  if (!location.hash) document.querySelector("mark.search-highlight")?.scrollIntoView({ block: "center" });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const made of document.querySelectorAll("mark.search-highlight")) made.replaceWith(made.textContent ?? "");
  });
}
