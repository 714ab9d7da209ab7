/**
 * Labelled controls of forms in panels.
 */
import { element } from "../grid/cell.js";

/**
 * @param {string} name
 * @param {HTMLElement} control
 * @param {string} [look]
 */
function labelled(name, control, look = "") {
  const label = element("label", look);
  if (look) label.append(control, name);
  else label.append(name, control);
  return label;
}

/**
 * One of several.
 *
 * @param {string} name
 * @param {[string, string][]} options value and what is read
 * @param {string} value
 * @returns {{label: HTMLElement, input: HTMLSelectElement}}
 */
export function choice(name, options, value) {
  const input = /** @type {HTMLSelectElement} */ (element("select"));
  for (const [each, text] of options) {
    const option = element("option", "", { value: each });
    option.textContent = text;
    input.append(option);
  }
  input.value = value;
  return { label: labelled(name, input), input };
}

/**
 * A text or number.
 *
 * @param {string} name
 * @param {string} value
 * @param {Record<string, string>} [attributes]
 * @returns {{label: HTMLElement, input: HTMLInputElement}}
 */
export function entry(name, value, attributes = {}) {
  const input = /** @type {HTMLInputElement} */ (
    element("input", "", { autocomplete: "off", ...attributes })
  );
  input.value = value;
  return { label: labelled(name, input), input };
}

/**
 * Yes or no.
 *
 * @param {string} name
 * @param {boolean} value
 * @returns {{label: HTMLElement, input: HTMLInputElement}}
 */
export function tick(name, value) {
  const input = /** @type {HTMLInputElement} */ (element("input", "", { type: "checkbox" }));
  input.checked = value;
  return { label: labelled(name, input, "tick"), input };
}
