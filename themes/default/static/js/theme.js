// Puts the chosen look on the page before it is drawn; it runs in the head, so that nothing flashes.
const root = document.documentElement;
root.classList.replace("no-js", "js");
try {
  /** @type {{theme?: string, contrast?: string}} */
  const chosen = JSON.parse(localStorage.getItem("attune:appearance") ?? localStorage.getItem("attune:look") ?? "{}");
  const { dataset } = root;
  if (chosen.theme === "light" || chosen.theme === "dark") dataset.theme = chosen.theme;
  if (chosen.contrast === "more") dataset.contrast = "more";
} catch {
  // Storage is off, or holds something else: the look follows the device.
}

export {};
