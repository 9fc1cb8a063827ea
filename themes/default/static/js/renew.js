// What was kept has come under another name.
import { KEY } from "./store.js";

/** Questions of the page ask for their answers again, and whoever shows what is kept draws it anew. */
export function renew() {
  for (const item of document.querySelectorAll("attune-item")) if ("again" in item) /** @type {any} */ (item).again();
  // As if from another tab.
  dispatchEvent(new StorageEvent("storage", { key: KEY }));
}
