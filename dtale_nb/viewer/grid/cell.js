/**
 * One cell's element, recycled: its text node and classes are written only when they change.
 */

/**
 * @param {string} tag
 * @param {string} [look]
 * @param {Record<string, string>} [attributes]
 * @returns {HTMLElement}
 */
export function element(tag, look = "", attributes = {}) {
  const made = document.createElement(tag);
  if (look) made.className = look;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

export class Cell {
  /** @param {HTMLElement} el */
  constructor(el) {
    this.el = el;
    this.text =
      el.firstChild instanceof Text ? el.firstChild : el.insertBefore(new Text(), null);
    this.pale = el.querySelector("i");
    this.look = el.className;
    this.left = -1;
    this.width = -1;
    this.col = 0;
    /** Whether there is more in it than a text: signs or a link. */
    this.signs = el.firstElementChild?.tagName === "A";
    this.selected = false;
    this.shaded = "";
  }

  /** @param {number} col position @param {number} index 1-based `aria-colindex` */
  name(col, index) {
    this.col = col;
    this.el.setAttribute("aria-colindex", String(index));
  }

  /** @param {number} left px @param {number} width px */
  place(left, width) {
    if (left !== this.left) {
      this.left = left;
      this.el.style.left = `${left}px`;
    }
    if (width !== this.width) {
      this.width = width;
      this.el.style.width = `${width}px`;
    }
  }

  /** How much of it is coloured. @param {number} from percent @param {number} to */
  shade(from, to) {
    const shaded = from < 0 ? "" : `${from} ${to}`;
    if (shaded === this.shaded) return;
    this.shaded = shaded;
    this.el.style.setProperty("--from", String(from));
    this.el.style.setProperty("--to", String(to));
  }

  /** @param {string} look classes */
  wear(look) {
    if (look === this.look) return;
    this.look = look;
    this.el.className = look;
  }

  /**
   * @param {string} text
   * @param {string} pale
   */
  write(text, pale) {
    if (this.signs) {
      this.el.replaceChildren(this.text);
      this.signs = false;
      this.pale = null;
    }
    if (this.text.data !== text) this.text.data = text;
    if (pale) {
      if (!this.pale) {
        this.pale = element("i");
        this.el.append(this.pale);
      }
      if (this.pale.textContent !== pale) this.pale.textContent = pale;
    } else if (this.pale) {
      this.pale.remove();
      this.pale = null;
    }
  }

  /** Hold more than a text. @param {(Node | string)[]} parts */
  fill(parts) {
    this.el.replaceChildren(...parts);
    this.signs = true;
    this.pale = null;
  }

  /** Write a text that leads somewhere. @param {string} address */
  writeLink(address) {
    if (this.signs && this.el.firstElementChild?.getAttribute("href") === address) return;
    const link = element("a", "", {
      href: address,
      target: "_blank",
      rel: "noopener noreferrer",
      tabindex: "-1",
    });
    link.textContent = address;
    this.fill([link]);
  }

  /** @param {boolean} selected */
  select(selected) {
    if (selected === this.selected) return;
    this.selected = selected;
    this.el.setAttribute("aria-selected", String(selected));
  }
}

/** @param {HTMLElement} el @param {number} left @param {number} width */
export function place(el, left, width) {
  el.style.left = `${left}px`;
  el.style.width = `${width}px`;
}
