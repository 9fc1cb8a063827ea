// Puts the chosen look on the page before it is drawn. A classic script in the head, so that nothing flashes.
(() => {
  try {
    /** @type {{theme?: string, contrast?: string}} */
    const look = JSON.parse(localStorage.getItem("attune:look") || "{}");
    const { dataset } = document.documentElement;
    if (look.theme === "light" || look.theme === "dark") dataset.theme = look.theme;
    if (look.contrast === "more") dataset.contrast = "more";
  } catch {
    // Storage is off, or holds something else: the look follows the device.
  }
})();
