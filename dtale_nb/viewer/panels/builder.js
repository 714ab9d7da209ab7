/**
 * The panel that builds one part of the filter: a condition, or a group of them. What is
 * typed is checked by the server after a rest, and told beside its field.
 *
 * @import { Column, Operator } from "../types.js"
 * @import { Actions } from "./actions.js"
 * @import { Tree } from "./filters.js"
 */
import { Failure } from "../api.js";
import { element } from "../grid/cell.js";
import { nameOf, WORDS } from "../words.js";
import { operatorsOf, sentenceOf } from "./asking.js";
import { ASK, OPS } from "./asks.js";
import { describe } from "./detail.js";
import { fieldsOf, input, labelled, select, Unfilled } from "./forms.js";
import { aboutOf, isGroup, numberOf, partsOf, placeNow, withPart } from "./filters.js";
import { button, openPanel } from "./panel.js";
import { toldOf } from "./told.js";

/** Rest while typing before it is checked, ms. */
const REST = 300;

/** Columns that a list names; more are found by typing. */
const LISTED = 300;

/** A condition longer than this is checked only when it is applied. */
const LONGEST = 4000;

/** @type {Promise<Operator[]> | null} */
let known = null;

/**
 * @typedef {object} Editor One node of the tree, being edited.
 * @property {HTMLElement} el
 * @property {() => Tree} read throws `Unfilled`, after telling where
 * @property {() => void} focus
 */

/**
 * Open the builder.
 *
 * @param {Actions} actions
 * @param {{at?: number | null, node?: Tree, column?: Column}} what the part that is edited,
 *   or the column that a new one is about
 */
export async function showBuilder(actions, { at = null, node, column }) {
  const { grid } = actions;
  known ??= operatorsOf(grid.api).then(({ operators }) => operators);
  const operators = await known;
  const first = column ?? grid.columns.at(Math.max(0, actions.focus.active.col));
  const numbers = node ? leaves(node).map((leaf) => numberOf(leaf) ?? 0) : [];
  const some = Array.from({ length: Math.min(grid.columns.all, LISTED) }, (_, each) => each);
  await describe(actions, [...new Set([...numbers, ...some])]);
  const panel = openPanel(actions, node ? ASK.editFilter : ASK.filter);
  const form = /** @type {HTMLFormElement} */ (element("form", "builder"));
  const start = node ?? (first ? { ...aboutOf(first), op: "" } : { all: [] });
  const { off, ...what } = start; // the pill sets the whole aside
  const root = groupEditor(actions, operators, rootOf(what));
  const says = element("p", "about", { role: "status" });
  const wrong = element("p", "wrong", { role: "alert" });
  const apply = button(ASK.apply, "", () => {});
  apply.setAttribute("type", "submit");
  form.append(root.el, says, wrong, apply);
  panel.body.append(form);
  root.focus();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    wrong.textContent = "";
    try {
      const { filter } = grid.state; // others may have gone, or this been set aside
      const now = placeNow(filter, at, start);
      const isOff = now === null ? off : partsOf(filter)[now].off;
      const part = { ...simple(root.read()), ...(isOff ? { off: true } : {}) };
      await grid.turn.change({ filter: withPart(filter, now, part) }, WORDS.filtering);
      panel.close();
    } catch (failure) {
      if (failure instanceof Unfilled) return;
      if (!(failure instanceof Failure)) throw failure;
      wrong.textContent = told(failure);
    }
  });
  form.addEventListener("checked", (event) => {
    says.textContent = /** @type {CustomEvent<string>} */ (event).detail;
  });
}

/** @param {{message: string, hint: string}} problem */
function told({ message, hint }) {
  return [message, hint].filter(Boolean).join(": ");
}

/** All conditions in a tree. @param {Tree} node @returns {Tree[]} */
function leaves(node) {
  if (!isGroup(node)) return [node];
  return [node.all ?? node.any ?? node.not].flat().flatMap(leaves);
}

/** A node as the group that the builder begins with. @param {Tree} node @returns {Tree} */
function rootOf(node) {
  if (node.not) return node;
  return isGroup(node) ? node : { all: [node] };
}

/** A group of one is that one. @param {Tree} node @returns {Tree} */
function simple(node) {
  const parts = node.all ?? node.any;
  return parts?.length === 1 ? parts[0] : node;
}

/**
 * Edit a group: NOT is told as "none of these".
 *
 * @param {Actions} actions
 * @param {Operator[]} operators
 * @param {Tree} node
 * @returns {Editor}
 */
function groupEditor(actions, operators, node) {
  const inner = node.not ? (node.not.any && !node.not.off ? node.not.any : [node.not]) : null;
  const word = inner ? "none" : node.any ? "any" : "all";
  const el = element("fieldset", "group");
  const choice = select(ASK.words, word);
  const list = element("div", "parts");
  /** @type {Editor[]} */
  let editors = [];
  /** @param {Tree} whole */
  const add = ({ off, ...part }) => {
    const inside = isGroup(part)
      ? groupEditor(actions, operators, part)
      : leafEditor(actions, operators, part);
    const editor = settable(inside, Boolean(off));
    const remove = button(ASK.removeThis, "✕", () => {
      if (editors.length < 2) return;
      editors = editors.filter((each) => each !== editor);
      editor.el.remove();
      editors[0]?.focus();
    });
    remove.classList.add("gone");
    editor.el.prepend(remove);
    editors.push(editor);
    list.append(editor.el);
    return editor;
  };
  for (const part of inner ?? node.all ?? node.any ?? []) add(part);
  const fresh = () => {
    const column = actions.grid.columns.at(Math.max(0, actions.focus.active.col));
    return { ...(column ? aboutOf(column) : {}), op: "" };
  };
  const tools = element("div", "tools");
  tools.append(
    button(ASK.and, "", () => add(fresh()).focus()),
    button(ASK.group, "", () => add({ any: [fresh()] }).focus()),
  );
  el.append(labelled(ASK.keep, choice), list, tools);
  const read = () => {
    const parts = editors.map((editor) => editor.read());
    if (choice.value !== "none") return { [choice.value]: parts };
    return { not: parts.length === 1 ? parts[0] : { any: parts } };
  };
  return { el, read, focus: () => editors[0]?.focus() };
}

/**
 * Let a part of a group be set aside, and taken back, as a pill is.
 *
 * @param {Editor} editor of the part without its "off"
 * @param {boolean} isOff
 * @returns {Editor}
 */
function settable({ el, read, focus }, isOff) {
  const toggle = button(ASK.setThisAside, "●", () => show(!isOff));
  toggle.classList.add("dot");
  /** @param {boolean} now */
  const show = (now) => {
    isOff = now;
    toggle.textContent = now ? "○" : "●";
    toggle.setAttribute("aria-pressed", String(now));
    el.classList.toggle("aside", now);
  };
  show(isOff);
  el.prepend(toggle);
  return { el, read: () => ({ ...simple(read()), ...(isOff ? { off: true } : {}) }), focus };
}

/**
 * Edit one condition.
 *
 * @param {Actions} actions
 * @param {Operator[]} operators
 * @param {Tree} node
 * @returns {Editor}
 */
function leafEditor(actions, operators, node) {
  const { grid } = actions;
  const el = element("fieldset", "leaf");
  const chooser = columnChooser(actions, numberOf(node) ?? 0);
  const op = element("div");
  const fields = element("div", "values");
  const wrong = element("p", "wrong", { role: "alert" });
  wrong.id = `wrong-${++wrongs}`;
  let leaf = node;
  /** @type {string | null} */
  let kind = null;
  /** @type {HTMLSelectElement} */
  let choice = select([], "");
  let form = fieldsOf({ grid, column: anyColumn, leaf: { op: "" } });
  const redraw = () => {
    const column = chooser.column();
    if (!column) return;
    if (kind && kind !== column.kind) leaf = { op: "" }; // another kind is asked otherwise
    ({ kind } = column);
    const known = askable(operators, column, leaf.op);
    choice = select(known, leaf.op);
    choice.addEventListener("change", () => {
      leaf = { ...leaf, op: choice.value, value: carried(leaf, choice.value) };
      refill();
    });
    op.replaceChildren(labelled(ASK.condition, choice));
    leaf = { ...leaf, op: choice.value };
    refill();
  };
  const refill = () => {
    const column = chooser.column();
    if (!column) return;
    form = fieldsOf({ grid, column, leaf });
    fields.replaceChildren(...form.nodes);
    for (const each of inputsOf(fields)) each.setAttribute("aria-describedby", wrong.id);
    later();
  };
  const tell = (/** @type {string} */ text) => {
    wrong.textContent = text;
    for (const each of inputsOf(fields)) {
      if (text && isMeant(text, each, inputsOf(fields)))
        each.setAttribute("aria-invalid", "true");
      else each.removeAttribute("aria-invalid");
    }
  };
  const made = () => {
    const column = chooser.column();
    if (!column) throw new Unfilled(ASK.noColumn);
    return { ...aboutOf(column), op: choice.value, ...form.read() };
  };
  const later = checker(actions, made, tell, el);
  chooser.el.addEventListener("change", redraw);
  fields.addEventListener("input", later);
  fields.addEventListener("change", later);
  el.append(chooser.el, op, fields, wrong);
  redraw();
  const read = () => {
    try {
      return made();
    } catch (problem) {
      if (!(problem instanceof Unfilled)) throw problem;
      tell(problem.message);
      inputsOf(fields)[0]?.focus();
      throw problem;
    }
  };
  const focus = () => (inputsOf(fields)[0] ?? choice).focus();
  return { el, read, focus };
}

let wrongs = 0;

/** @type {Column} */
const anyColumn = { number: 0, label: [], dtype: "", kind: "other", width: 0 };

/** @param {HTMLElement} el */
function inputsOf(el) {
  return /** @type {HTMLInputElement[]} */ ([...el.querySelectorAll("input, select")]);
}

/** Whether a problem is about what stands in a field; about all where it names none. @param {string} text @param {HTMLInputElement} field @param {HTMLInputElement[]} all */
function isMeant(text, field, all) {
  const named = (/** @type {HTMLInputElement} */ each) =>
    each.value && text.includes(each.value);
  return Boolean(named(field)) || !all.some(named);
}

/** What was typed goes along where the next operator takes the like. @param {Tree} leaf @param {string} op */
function carried(leaf, op) {
  const alike = [["in", "not_in", "reads"], ["between", "time_between"], ["length"]];
  const isList = Array.isArray(leaf.value);
  const family = alike.find((ops) => ops.includes(op));
  if (!family) return isList ? undefined : leaf.value;
  return isList && family.includes(leaf.op) ? leaf.value : undefined;
}

/**
 * The operators that can be asked of a column: those we have words for in our order, then
 * whatever else the server knows, and the one that is asked now.
 *
 * @param {Operator[]} operators
 * @param {Column} column
 * @param {string} now
 * @returns {[string, string][]}
 */
function askable(operators, { kind }, now) {
  const can = operators.filter(({ kinds }) => !kinds || kinds.includes(kind));
  const wanted = OPS[kind] ?? [];
  const ours = wanted.filter((op) => op === null || can.some((each) => each.op === op));
  const rest = can.filter(({ op, kinds }) => (kinds && !wanted.includes(op)) || op === now);
  const more = rest.map(({ op }) => op).filter((op) => !wanted.includes(op));
  /** @param {string | null} op @returns {[string, string]} */
  const told = (op) => [
    op ?? "",
    op ? (ASK.ops[op] ?? operators.find((each) => each.op === op)?.about ?? op) : "",
  ];
  return [...ours, ...more].map(told);
}

/**
 * Check a condition after a rest; the latest wins.
 *
 * @param {Actions} actions
 * @param {() => Tree} made
 * @param {(text: string) => void} tell
 * @param {HTMLElement} el
 */
function checker(actions, made, tell, el) {
  let timer = 0;
  let asking = new AbortController();
  const check = async () => {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const leaf = made();
      if (JSON.stringify(leaf).length > LONGEST) return;
      const { sentence, problem } = await sentenceOf(actions.grid.api, leaf, signal);
      if (signal.aborted) return;
      tell(problem ? told(problem) : "");
      const detail = sentence && toldOf(leaf, actions.grid.columns, sentence);
      el.dispatchEvent(new CustomEvent("checked", { bubbles: true, detail }));
    } catch (problem) {
      if (problem instanceof Unfilled) return tell("");
      if (!(problem instanceof Failure)) throw problem;
      if (problem.code !== "aborted") tell(told(problem));
    }
  };
  return () => {
    clearTimeout(timer);
    timer = setTimeout(check, REST);
  };
}

/**
 * Choose a column: a list, or a field with names offered where there are many.
 *
 * @param {Actions} actions
 * @param {number} number the column chosen first
 */
function columnChooser(actions, number) {
  const { columns } = actions.grid;
  const levels = columns.index.map((level) => level.number);
  const all = [...levels, ...Array.from({ length: columns.all }, (_, each) => each)];
  /** @param {number} each */
  const named = (each) => nameIn(columns.known, each);
  if (columns.all <= LISTED) {
    const choice = select(
      all.map((each) => [String(each), named(each)]),
      String(number),
    );
    return {
      el: labelled(ASK.column, choice),
      column: () => columns.known.get(Number(choice.value)),
    };
  }
  const field = input(named(number), { list: "filter-columns" });
  const names = element("datalist", "", { id: "filter-columns" });
  const el = labelled(ASK.column, field);
  el.append(names);
  const ready = describe(
    actions,
    all.filter((each) => each >= 0),
  );
  field.addEventListener("input", async () => {
    await ready;
    const wanted = field.value.toLowerCase();
    const found = all.filter((each) => named(each).toLowerCase().includes(wanted)).slice(0, 50);
    names.replaceChildren(
      ...found.map((each) => element("option", "", { value: named(each) })),
    );
  });
  return {
    el,
    column: () => {
      const found = all.find((each) => named(each) === field.value);
      return found === undefined ? undefined : columns.known.get(found);
    },
  };
}

/** A name, and its place where it comes more than once. @param {Map<number, Column>} known @param {number} number */
function nameIn(known, number) {
  const name = nameOf(known.get(number));
  let times = 0;
  for (const column of known.values()) if (nameOf(column) === name) times++;
  return times > 1 ? `${name} (${number < 0 ? ASK.index : number})` : name;
}
