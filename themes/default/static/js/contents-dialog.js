// On a phone the contents are a dialog: the rest is out of reach until it is closed, and then one is back at its button. Loaded
// when they are first opened.
const tree = /** @type {HTMLElement} */ (document.getElementById("tree"));
const opener = /** @type {HTMLElement | null} */ (document.querySelector("[popovertarget=tree]"));

/** Makes the rest of the page what the contents want it to be. */
export function follow() {
  const open = tree.matches(":popover-open");
  for (const part of document.querySelectorAll("body > :not(.frame), main")) part.toggleAttribute("inert", open);
  tree.role = open ? "dialog" : "navigation";
  tree.ariaModal = open ? "true" : null;
  const here = /** @type {HTMLElement | null} */ (tree.querySelector("[aria-current]") ?? tree.querySelector("a"));
  (open ? here : opener)?.focus({ preventScroll: true });
  if (open) here?.scrollIntoView({ block: "center" });
}

// Turned to where the contents stand beside the text, there is no dialog.
matchMedia("(min-width: 50rem)").addEventListener("change", () => tree.hidePopover());
