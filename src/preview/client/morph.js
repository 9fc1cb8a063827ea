// Changes the page in view only where what is served has changed. Three trees meet here: what was served before, what
// is served now, and what scripts and the reader have made of the page since. Only the difference of the first two is
// carried over to the third, so that everything else stays as it is: answers, open disclosures, focus, added buttons.
import { match, steady } from "./match.js";

/** Which node of the page in view stands for a node of what was served. @typedef {WeakMap<Node, Node>} Standing */

/** Thrown where a page cannot be changed in place and has to be loaded as a whole. */
export class Whole extends Error {}

/** @param {Node} node @returns {node is Element} */
const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;

/** @param {Node} node @returns {node is Element} */
const isCustom = (node) => isElement(node) && node.localName.includes("-");

/**
 * Notes for each node of a tree its counterpart in another of the same shape.
 * @param {Node} tree
 * @param {Standing} standing
 * @param {(node: Node) => Node | undefined} counterpart what stands for the tree's root
 */
export function pair(tree, standing, counterpart) {
  const other = counterpart(tree);
  if (!other) return;
  standing.set(tree, other);
  const others = other.childNodes;
  tree.childNodes.forEach((child, at) => pair(child, standing, () => others[at]));
}

/**
 * Whether two elements differ in nothing but their texts.
 * @param {Node} one
 * @param {Node} other
 * @returns {boolean}
 */
function sameShape(one, other) {
  if (one.nodeType !== other.nodeType) return false;
  if (!isElement(one) || !isElement(other)) return true;
  const others = other.childNodes;
  return (
    one.cloneNode(false).isEqualNode(other.cloneNode(false)) &&
    one.childNodes.length === others.length &&
    [...one.childNodes].every((child, at) => sameShape(child, /** @type {Node} */ (others[at])))
  );
}

/**
 * Puts a node after another, or first; one that stands on the page already keeps its state where the browser can.
 * @param {Node} parent
 * @param {Node} node
 * @param {Node | null} last
 */
function place(parent, node, last) {
  const next = last ? last.nextSibling : parent.firstChild;
  if (next === node) return;
  if (node.isConnected && "moveBefore" in parent && typeof parent.moveBefore === "function")
    parent.moveBefore(node, next);
  else parent.insertBefore(node, next);
}

/**
 * Whoever counts answers hears that those to questions that go do not count any more.
 * @param {Node} gone
 */
function takeBack(gone) {
  if (!isElement(gone)) return;
  const selector = "[data-key][data-digest]";
  for (const item of [...(gone.matches(selector) ? [gone] : []), ...gone.querySelectorAll(selector)]) {
    const key = item.getAttribute("data-key");
    const detail = {
      key,
      digest: item.getAttribute("data-digest"),
      answer: [],
      share: null,
      points: 0,
      tries: 0,
      done: false,
    };
    item.dispatchEvent(new CustomEvent("attune-answer", { bubbles: true, detail }));
  }
}

export class Morph {
  /**
   * @param {Standing} standing
   * @param {{scripts: boolean, moved: boolean}} now whether scripts are about to be added, which will equip what is new;
   *   whether the theme's scripts have left the address that those in use were loaded from
   */
  constructor(standing, now) {
    this.standing = standing;
    this.now = now;
  }

  /**
   * @param {Node} old as it was served
   * @param {Node} next as it is served
   * @returns {Node} what stands for it on the page
   */
  node(old, next) {
    const live = this.standing.get(old);
    if (!live) throw new Whole("a node has nothing that stands for it");
    this.standing.set(next, live);
    if (old.isEqualNode(next)) {
      this.carry(old, next);
    } else if (!isElement(old) || !isElement(next)) {
      live.nodeValue = next.nodeValue;
    } else if (isCustom(next) && !this.mayStay(old, next)) {
      const fresh = this.made(next);
      takeBack(live);
      /** @type {Element} */ (live).replaceWith(fresh);
      return fresh;
    } else {
      this.attributes(old, next, /** @type {Element} */ (live));
      this.children(old, next, live);
    }
    return live;
  }

  /**
   * Whether a custom element whose markup changed keeps its state. A question does as long as it is the same question,
   * by its digest, and only words around it are other. An element around others is a frame, not a control.
   * @param {Element} old
   * @param {Element} next
   */
  mayStay(old, next) {
    const digest = next.getAttribute("data-digest");
    if (digest !== null) return digest === old.getAttribute("data-digest") && sameShape(old, next);
    return [...next.querySelectorAll("*")].some(isCustom);
  }

  /**
   * What has not changed stands where it stood.
   * @param {Node} old
   * @param {Node} next
   */
  carry(old, next) {
    const live = this.standing.get(old);
    if (live) this.standing.set(next, live);
    const children = next.childNodes;
    old.childNodes.forEach((child, at) => this.carry(child, /** @type {Node} */ (children[at])));
  }

  /**
   * @param {Element} old
   * @param {Element} next
   * @param {Element} live
   */
  attributes(old, next, live) {
    for (const name of new Set([...old.getAttributeNames(), ...next.getAttributeNames()])) {
      const value = next.getAttribute(name);
      if (old.getAttribute(name) === value) continue;
      if (name === "class") {
        // Scripts mark elements with classes of their own.
        live.classList.remove(...old.classList);
        live.classList.add(...next.classList);
        if (value === null && live.classList.length === 0) live.removeAttribute(name);
      } else if (value === null) live.removeAttribute(name);
      else live.setAttribute(name, value);
    }
  }

  /**
   * @param {Node} old
   * @param {Node} next
   * @param {Node} parent
   */
  children(old, next, parent) {
    const olds = [...old.childNodes];
    const nexts = [...next.childNodes];
    const partners = match(olds, nexts);
    const kept = new Set(partners.values());
    for (const child of olds) {
      const gone = kept.has(child) ? undefined : this.standing.get(child);
      if (!gone) continue;
      takeBack(gone);
      gone.parentNode?.removeChild(gone);
    }
    const still = steady(olds, nexts, partners);
    /** @type {Node | null} */
    let last = null;
    for (const child of nexts) {
      const partner = partners.get(child);
      const live = partner ? this.node(partner, child) : this.made(child);
      if (!still.has(child)) place(parent, live, last);
      // A script may have moved it elsewhere; then it is no mark to go by.
      if (live.parentNode === parent) last = live;
    }
  }

  /**
   * A new piece of the page.
   * @param {Node} next
   * @returns {Node}
   */
  made(next) {
    const made = document.importNode(next, true);
    if (isElement(made)) this.inspect(made);
    pair(next, this.standing, () => made);
    return made;
  }

  /**
   * Scripts only run when a page is loaded, and find what they equip by `data-` attributes without a value; a custom
   * element equips itself, unless it would fetch its parts from where they no longer are.
   * @param {Element} made
   */
  inspect(made) {
    for (const element of [made, ...made.querySelectorAll("*")]) {
      if (element.localName === "script") throw new Whole("a script is new in the text");
      const inCustom = isCustom(element) || [...customsAround(element)].length > 0;
      const isHook = [...element.attributes].some(({ name, value }) => name.startsWith("data-") && value === "");
      if (isHook && !inCustom && !this.now.scripts) throw new Whole("a script has to equip what is new");
      if (isCustom(element) && this.now.moved && customElements.get(element.localName)) {
        throw new Whole("the scripts in use have moved");
      }
    }
  }
}

/** @param {Element} element */
function* customsAround(element) {
  for (let at = element.parentElement; at; at = at.parentElement) if (isCustom(at)) yield at;
}
