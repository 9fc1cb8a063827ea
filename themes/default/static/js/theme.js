// Puts the chosen look on the page before it is drawn. A classic script in the head, so that nothing flashes.
(() => {
  try {
    /** @type {{theme?: string, contrast?: string}} */
    const chosen = JSON.parse(localStorage.getItem("attune:appearance") ?? localStorage.getItem("attune:look") ?? "{}");
    const { dataset } = document.documentElement;
    if (chosen.theme === "light" || chosen.theme === "dark") dataset.theme = chosen.theme;
    if (chosen.contrast === "more") dataset.contrast = "more";
  } catch {
    // Storage is off, or holds something else: the look follows the device.
  }
  // Search waits for the first reader who asks for it; here, because modules do not run where a page is opened from disk.
  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("button[data-search]");
    if (!(button instanceof HTMLButtonElement)) return;
    button.hidden = false;
    button.addEventListener(
      "click",
      () => {
        const script = document.createElement("script");
        script.src = button.dataset.search ?? "";
        document.head.append(script);
      },
      { once: true },
    );
    addEventListener("keydown", (event) => {
      const { target } = event;
      const typing = target instanceof Element && target.closest("input, textarea, select, dialog");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      button.click();
    });
  });
})();
