// A page that stood open while the course was published anew: what it would load now may be gone.
import { button, element } from "./dom.js";
import { message } from "./messages.js";

/** Said once, and only where the host answers: without a connection nothing is there. */
addEventListener("attune:missing", async () => {
  await fetch(location.href, { method: "HEAD" });
  const again = button("button-link", message("reload"), () => location.reload());
  const note = element("p", "storage-note box box-advisory outdated", message("outdated"), " ", again);
  note.role = "status";
  if (!document.querySelector(".outdated")) document.querySelector("main")?.prepend(note);
});
