// The preview's script: reloads the page after a good build, shows errors after a bad one. Never published.
// Everything from the course is put in as text nodes.

const shown = new URL(import.meta.url).search.slice(1);

/** @typedef {{code: string, message: string, help: string | null, place: string, line: string | null}} Problem */

/** @param {string} name @param {string | null} text @param {string} [kind] */
function element(name, text, kind) {
  const made = document.createElement(name);
  if (text !== null) made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

/** @param {Problem[]} problems */
function show(problems) {
  document.querySelector('.attune-problems')?.remove();
  if (problems.length === 0) return;
  const panel = element('section', null, 'attune-problems');
  panel.setAttribute('role', 'alertdialog');
  panel.setAttribute('aria-label', 'Errors in the course');
  const count = problems.length === 1 ? '1 error' : `${problems.length} errors`;
  const close = element('button', 'Hide');
  close.addEventListener('click', () => panel.remove());
  const head = element('p', null, 'attune-problems-head');
  head.append(element('strong', count), ' The page below is the last good one. ', close);
  const list = element('ol', null);
  for (const problem of problems) {
    const item = element('li', null);
    item.append(element('p', problem.message, 'attune-problem-message'));
    item.append(element('p', `${problem.place} · ${problem.code}`, 'attune-problem-place'));
    if (problem.line) item.append(element('pre', problem.line));
    if (problem.help) item.append(element('p', problem.help, 'attune-problem-help'));
    list.append(item);
  }
  panel.append(head, list);
  document.body.append(panel);
}

/** @type {EventSource | null} */
let events = null;

// A browser opens few connections to one host: only the page in view keeps one, and is told at once when it is back.
function listen() {
  if (document.hidden) {
    events?.close();
    events = null;
  } else if (!events) {
    events = new EventSource('/__attune/events');
    events.addEventListener('message', (event) => {
      const { version, problems } = JSON.parse(event.data);
      if (String(version) === shown) show(problems);
      else location.reload();
    });
  }
}

document.addEventListener('visibilitychange', listen);
addEventListener('pageshow', listen);
addEventListener('pagehide', () => {
  events?.close();
  events = null;
});
listen();
