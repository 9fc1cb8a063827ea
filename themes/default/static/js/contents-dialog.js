// On a phone the contents are a dialog: the rest is out of reach until it is closed, and then one is back at its button. Loaded
// when they are first opened.
const tree = /** @type {HTMLElement} */ (document.getElementById("tree"));
const opener = /** @type {HTMLElement | null} */ (document.querySelector("[popovertarget=tree]"));

/** The parts of the page, below the row of the page itself: within reach from anywhere on it. @type {HTMLElement | undefined} */
let parts;
/** Whether one of them was chosen, where reading goes on. */
let chosen = false;

/** Puts the parts of the page where they belong; the present one is marked as it is beside the text. @param {Element | null} here */
function offerParts(here) {
  parts?.remove();
  parts = undefined;
  const own = document.querySelector(".toc nav");
  if (!own || !here?.matches("li li > a")) return;
  parts = /** @type {HTMLElement} */ (own.querySelector("ol")?.cloneNode(true));
  // The page itself is the row above.
  parts.firstElementChild?.remove();
  parts.ariaLabel = own.ariaLabel;
  parts.addEventListener("click", () => {
    chosen = true;
    tree.hidePopover();
  });
  here.after(parts);
}

/** Makes the rest of the page what the contents want it to be. @param {MediaQueryList} wide where they stand beside the text */
export function follow(wide) {
  // Turned to there, there is no dialog.
  wide.onchange = () => tree.hidePopover();
  const open = tree.matches(":popover-open");
  for (const part of document.querySelectorAll("body > :not(.frame), main")) part.toggleAttribute("inert", open);
  tree.role = open ? "dialog" : "navigation";
  tree.ariaModal = open ? "true" : null;
  const row = /** @type {HTMLElement | null} */ (tree.querySelector("[aria-current]"));
  offerParts(open ? row : null);
  const here = row ?? tree.querySelector("a");
  if (!chosen) (open ? here : opener)?.focus({ preventScroll: true });
  chosen = false;
  if (open) here?.scrollIntoView({ block: "center" });
}
