/** What filters say: their operators by kind of column, and the words of their forms. */
import { translate } from "./tongue.js";

const number = new Intl.NumberFormat("en-US");

/** Kinds of missing values; null in the lists below draws a line. */
const MISSING = [null, "missing", "present", "nan", "none", "na", "nat", "null", "masked"];
const NO_TEXT = ["empty", "blank"];
const ORDER = ["eq", "ne", "lt", "le", "gt", "ge"];
const LIST = ["in", "not_in"];
const WORDS = ["contains", "equals", "starts", "ends", "regex", "length", ...NO_TEXT];

/** The operators of each kind of column, the most wanted first. @type {Record<string, (string | null)[]>} */
export const OPS = {
  number: [
    "between",
    ...ORDER,
    ...LIST,
    null,
    "top",
    "bottom",
    "outlier",
    "infinite",
    ...MISSING,
  ],
  text: [
    "contains",
    "equals",
    ...LIST,
    ...WORDS.slice(2),
    null,
    ...ORDER,
    "between",
    ...MISSING,
  ],
  moment: [
    "between",
    "on",
    "before",
    "after",
    "last",
    null,
    "time_between",
    "weekday",
    "month",
    "year",
    null,
    ...ORDER,
    ...LIST,
    "top",
    "bottom",
    ...MISSING,
  ],
  duration: ["between", ...ORDER, ...LIST, null, "top", "bottom", "outlier", ...MISSING],
  truth: ["eq", "ne", ...MISSING],
  category: [...LIST, ...WORDS, null, ...ORDER, "between", "infinite", ...MISSING],
  nested: ["has", "length", "reads", ...MISSING],
  other: ["reads", ...ORDER, "between", ...LIST, null, ...WORDS, "has", "infinite", ...MISSING],
};

export const ASK = {
  filter: "Filter",
  addFilter: "+ Filter",
  editFilter: "Edit filter",
  filters: "Filters",
  clearAll: "Clear all",
  /** @param {string} text */
  edit: (text) => `Edit: ${text}`,
  /** @param {string} text */
  remove: (text) => `Remove: ${text}`,
  /** @param {string} text */
  setAside: (text) => `Set aside: ${text}`,
  keep: "Keep rows where",
  /** @type {[string, string][]} */
  words: [
    ["all", "all of these hold"],
    ["any", "any of these holds"],
    ["none", "none of these holds"],
  ],
  and: "+ Condition",
  group: "+ Group",
  setThisAside: "Set this condition aside",
  removeThis: "Remove this condition",
  column: "Column",
  index: "index",
  condition: "Condition",
  apply: "Apply",
  value: "Value",
  from: "From",
  to: "To",
  ends: "Ends",
  /** @type {[string, string][]} */
  closed: [
    ["both", "both included"],
    ["left", "start included, end not"],
    ["right", "end included, start not"],
    ["neither", "neither included"],
  ],
  /** @type {[string, string][]} */
  truth: [
    ["true", "true"],
    ["false", "false"],
  ],
  caseless: "Ignore upper and lower case",
  accentless: "Ignore accents",
  howMany: "How many",
  factor: "Times the distance of the quartiles",
  least: "At least",
  most: "At most",
  amount: "How much",
  unit: "Of what",
  /** @type {[string, string][]} */
  units: [
    ["minutes", "minutes"],
    ["hours", "hours"],
    ["days", "days"],
    ["weeks", "weeks"],
  ],
  upTo: "Up to",
  /** @type {[string, string][]} */
  newest: [
    ["newest", "the newest in the column"],
    ["now", "now"],
  ],
  /** @type {[string, string][]} */
  signs: [
    ["any", "either sign"],
    ["+", "positive"],
    ["-", "negative"],
  ],
  sign: "Sign",
  /** @type {[string, string][]} */
  types: [
    ["text", "a text"],
    ["number", "a number"],
  ],
  type: "It is",
  pattern: "Pattern",
  years: "Years, such as 2024, 2026",
  weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
  months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  dates: "2026-03-01 or 2026-03-01 09:30",
  durations: "2 days 06:00:00",
  isMissing: "(missing)",
  findValue: "Find a value",
  values: "Values",
  more: "More values",
  /** @param {number} chosen */
  chosen: (chosen) => `${number.format(chosen)} chosen`,
  /** @param {number} total */
  found: (total) => `${number.format(total)} different`,
  notAll: "Only the most frequent values were looked through.",
  fill: "Fill this in.",
  chooseOne: "Choose at least one.",
  noColumn: "No column has this name.",
  notCompared: "This value has no whole text that it could be compared by",
  /** Parts of sentences, see told.js. */
  told: {
    and: "and",
    or: "or",
    /** @param {string} text */
    not: (text) => `not (${text})`,
    /** @param {number} count */
    more: (count) => `and ${number.format(count)} more`,
    /** @param {string} text */
    text: (text) => `“${text}”`,
    missing: "missing",
    /** @param {string} text */
    shows: (text) => `a cell shows “${text}”`,
    everything: "all rows",
  },
  /** @type {Record<string, string>} */
  ops: {
    eq: "is",
    ne: "is not",
    lt: "is less than",
    le: "is at most",
    gt: "is more than",
    ge: "is at least",
    between: "is between",
    in: "is one of",
    not_in: "is none of",
    top: "is among the largest",
    bottom: "is among the smallest",
    outlier: "is an outlier",
    infinite: "is infinite",
    contains: "contains",
    starts: "starts with",
    ends: "ends with",
    equals: "is the text",
    regex: "matches the pattern",
    length: "has a length",
    empty: "is empty",
    blank: "is blank",
    on: "is on",
    before: "is before",
    after: "is after",
    last: "is in the last",
    time_between: "is at a time of day",
    weekday: "is on a day of the week",
    month: "is in a month",
    year: "is in a year",
    missing: "is missing",
    present: "is not missing",
    nan: "is NaN",
    none: "is None",
    na: "is NA",
    nat: "is NaT",
    null: "is null",
    masked: "is masked",
    reads: "is written",
    has: "has",
  },
};

await translate(ASK, "ask");
