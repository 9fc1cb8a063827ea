// Questions about what stands on a page, asked in the page.

/** @typedef {import("playwright-core").Page} Page */

/**
 * What reaches past the window's edge: the page itself when it can be moved sideways, and words that are cut off because
 * nothing can be moved to see them.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export function sideways(page) {
  return page.evaluate(() => {
    const found = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} wide in a window of ${clientWidth}`);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const parent = node.parentElement;
      if (!node.textContent?.trim() || !parent?.checkVisibility({ visibilityProperty: true })) continue;
      if (getComputedStyle(parent).clipPath !== "none" || parent.closest("script, style, template, svg")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
      const out = boxes.some((box) => box.right > clientWidth + 1 || box.left < -1);
      if (out && !scrolls(parent)) found.push(`cut off: ${node.textContent.trim().slice(0, 60)}`);
    }
    return found;

    /** @param {Element | null} node */
    function scrolls(node) {
      for (let at = node; at; at = at.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(at);
        // The course's title in the one-line header ends in an ellipsis; it stands in full at the foot.
        if (at !== document.documentElement && (/auto|scroll/.test(overflowX) || textOverflow === "ellipsis"))
          return true;
      }
      return false;
    }
  });
}

/**
 * What is wrong with the order of headings, by their levels.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export function headingFaults(page) {
  return page.evaluate(() => {
    const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")];
    const faults = headings.filter((heading) => heading.localName === "h1").length === 1 ? [] : ["not one h1"];
    let before = 1;
    for (const heading of headings) {
      const level = Number(heading.localName[1]);
      if (level > before + 1) faults.push(`${heading.localName} after h${before}: ${heading.textContent?.trim()}`);
      before = level;
    }
    return faults;
  });
}

/**
 * Opens everything folded that a reader could open.
 * @param {Page} page
 */
export function unfold(page) {
  return page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) if (details.checkVisibility()) details.open = true;
  });
}
