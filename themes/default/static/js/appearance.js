// The reader chooses a look: light or dark, and more contrast. `theme.js` puts it on the next page.

const root = document.documentElement;
const settings = document.querySelector("form[data-settings]");
if (settings instanceof HTMLFormElement) {
  const { theme = "system", contrast = "" } = root.dataset;
  for (const input of settings.querySelectorAll("input")) {
    input.checked = input.type === "radio" ? input.value === theme : input.value === contrast;
  }
  settings.addEventListener("change", () => choose(new FormData(settings)));
}

/** @param {FormData} chosen */
function choose(chosen) {
  const theme = String(chosen.get("theme") ?? "system");
  const contrast = String(chosen.get("contrast") ?? "");
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  if (contrast) root.dataset.contrast = contrast;
  else delete root.dataset.contrast;
  try {
    localStorage.setItem("attune:appearance", JSON.stringify({ theme, contrast }));
  } catch {
    // Storage is off: the choice holds for this page.
  }
}

export {};
