// What every page does with script: the header goes away while reading down, the contents stand open beside the text
// where there is room, the reader chooses a look, and printing opens what is folded.

const root = document.documentElement;
root.classList.replace("no-js", "js");

// The address of a page needs no `index.html` on a server; from disk it does.
if (location.protocol.startsWith("http") && location.pathname.endsWith("/index.html")) {
  const clean = location.pathname.slice(0, -"index.html".length) + location.search + location.hash;
  history.replaceState(history.state, "", clean);
}

try {
  if (sessionStorage.getItem("attune:find")) import("./found.js").then(({ markFound }) => markFound());
} catch {
  // Storage is off: nothing was looked for.
}

const masthead = document.querySelector("[data-masthead]");
if (masthead) {
  let last = scrollY;
  addEventListener("scroll", () => {
    const down = scrollY > last;
    if (Math.abs(scrollY - last) > 8 || scrollY < 80) {
      const away = down && scrollY > 80 && !masthead.contains(document.activeElement);
      masthead.toggleAttribute("data-away", away);
      last = scrollY;
    }
  }, { passive: true });
  masthead.addEventListener("focusin", () => masthead.removeAttribute("data-away"));
}

const wide = matchMedia("(min-width: 75rem)");
const toc = document.querySelector("details[data-toc]");
const unfold = () => toc?.toggleAttribute("open", wide.matches);
wide.addEventListener("change", unfold);
unfold();

// A link in the sheet leads away from it.
const tree = document.getElementById("tree");
tree?.addEventListener("toggle", () => {
  if (tree.matches(":popover-open")) tree.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
});

const settings = document.querySelector("form[data-settings]");
if (settings instanceof HTMLFormElement) {
  const { theme = "system", contrast = "" } = root.dataset;
  for (const input of settings.querySelectorAll("input")) {
    input.checked = input.type === "radio" ? input.value === theme : input.value === contrast;
  }
  settings.hidden = false;
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
    localStorage.setItem("attune:look", JSON.stringify({ theme, contrast }));
  } catch {
    // Storage is off: the choice holds for this page.
  }
}

/** @type {HTMLDetailsElement[]} */
let opened = [];
addEventListener("beforeprint", () => {
  for (const link of document.querySelectorAll("a")) link.classList.toggle("bare", link.href === link.textContent);
  opened = [...document.querySelectorAll("details")].filter((details) => !details.open);
  for (const details of opened) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
});
