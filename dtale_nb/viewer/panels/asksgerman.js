/**
 * German of filters, search, pictures and the column panel.
 *
 * @import { Asks } from "./tongue.js"
 */

const number = new Intl.NumberFormat("de-DE");

/** @param {number} count @param {string} one @param {string} many */
function n(count, one, many) {
  return `${number.format(count)} ${count === 1 ? one : many}`;
}

/** Digits in groups, where a text is a whole number; a point would look like decimals. @param {string} text */
function grouped(text) {
  return /^\d{5,15}$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, "\u202f") : text;
}

/** @param {number} share */
function percent(share) {
  const hundredths = share * 100;
  if (hundredths > 0 && hundredths < 0.1) return "<0,1 %";
  if (hundredths > 99.9 && hundredths < 100) return ">99,9 %";
  return `${number.format(Number(hundredths.toFixed(hundredths < 9.95 ? 1 : 0)))} %`;
}

/** @param {number} times */
function rounded(times) {
  return number.format(times < 10 ? Number(times.toFixed(1)) : Math.round(times));
}

/** @type {Asks} */
export const GERMAN_ASKS = {
  ask: {
    filter: "Filter",
    addFilter: "+ Filter",
    editFilter: "Filter ändern",
    filters: "Filter",
    clearAll: "Alle entfernen",
    edit: (text) => `Ändern: ${text}`,
    remove: (text) => `Entfernen: ${text}`,
    setAside: (text) => `Beiseite legen: ${text}`,
    keep: "Zeilen behalten, für die",
    words: [
      ["all", "alle diese gelten"],
      ["any", "eines davon gilt"],
      ["none", "keines davon gilt"],
    ],
    and: "+ Bedingung",
    group: "+ Gruppe",
    removeThis: "Diese Bedingung entfernen",
    column: "Spalte",
    index: "Index",
    condition: "Bedingung",
    apply: "Anwenden",
    value: "Wert",
    from: "Von",
    to: "Bis",
    ends: "Enden",
    closed: [
      ["both", "beide eingeschlossen"],
      ["left", "Anfang ja, Ende nicht"],
      ["right", "Ende ja, Anfang nicht"],
      ["neither", "beide ausgeschlossen"],
    ],
    truth: [
      ["true", "wahr"],
      ["false", "falsch"],
    ],
    caseless: "Groß und klein gleich",
    accentless: "Ohne Akzente",
    howMany: "Wie viele",
    factor: "So oft der Abstand der Quartile",
    least: "Mindestens",
    most: "Höchstens",
    amount: "Wie viel",
    unit: "Wovon",
    units: [
      ["minutes", "Minuten"],
      ["hours", "Stunden"],
      ["days", "Tage"],
      ["weeks", "Wochen"],
    ],
    upTo: "Bis zu",
    newest: [
      ["newest", "dem neuesten der Spalte"],
      ["now", "jetzt"],
    ],
    signs: [
      ["any", "beide Vorzeichen"],
      ["+", "positiv"],
      ["-", "negativ"],
    ],
    sign: "Vorzeichen",
    types: [
      ["text", "ein Text"],
      ["number", "eine Zahl"],
    ],
    type: "Das ist",
    pattern: "Muster",
    years: "Jahre, wie 2024, 2026",
    weekdays: ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"],
    months: "Jan Feb März Apr Mai Juni Juli Aug Sep Okt Nov Dez".split(" "),
    dates: "2026-03-01 oder 2026-03-01 09:30",
    durations: "2 days 06:00:00",
    isMissing: "(fehlt)",
    findValue: "Einen Wert suchen",
    values: "Werte",
    more: "Mehr Werte",
    chosen: (chosen) => `${number.format(chosen)} gewählt`,
    found: (total) => `${number.format(total)} verschiedene`,
    notAll: "Nur die häufigsten Werte wurden durchgesehen.",
    fill: "Bitte ausfüllen.",
    chooseOne: "Bitte mindestens eines wählen.",
    noColumn: "Keine Spalte heißt so.",
    notCompared:
      "Dieser Wert ist zu lang oder nicht darstellbar: danach lässt sich nicht filtern.",
    only: "Nur diesen Wert behalten",
    exclude: "Diesen Wert ausschließen",
    filterThis: "Filtern…",
    told: {
      and: "und",
      or: "oder",
      not: (text) => `nicht (${text})`,
      more: (count) => `und ${number.format(count)} weitere`,
      text: (text) => `„${text}“`,
      missing: "fehlend",
      shows: (text) => `eine Zelle zeigt „${text}“`,
      everything: "alle Zeilen",
    },
    ops: {
      eq: "ist",
      ne: "ist nicht",
      lt: "ist kleiner als",
      le: "ist höchstens",
      gt: "ist größer als",
      ge: "ist mindestens",
      between: "ist zwischen",
      in: "ist eines von",
      not_in: "ist keines von",
      top: "ist unter den größten",
      bottom: "ist unter den kleinsten",
      outlier: "ist ein Ausreißer",
      infinite: "ist unendlich",
      contains: "enthält",
      starts: "beginnt mit",
      ends: "endet mit",
      equals: "ist der Text",
      regex: "passt auf das Muster",
      length: "hat eine Länge",
      empty: "ist leer",
      blank: "hat nur Leerzeichen",
      on: "ist am",
      before: "ist vor",
      after: "ist nach",
      last: "ist in den letzten",
      time_between: "ist zur Tageszeit",
      weekday: "ist am Wochentag",
      month: "ist im Monat",
      year: "ist im Jahr",
      missing: "fehlt",
      present: "fehlt nicht",
      nan: "ist NaN",
      none: "ist None",
      na: "ist NA",
      nat: "ist NaT",
      null: "ist null",
      masked: "ist maskiert",
      has: "enthält das Element",
      reads: "steht geschrieben als",
    },
  },
  column: {
    title: "Spalte",
    of: (name) => `Spalte ${name}`,
    previous: "Vorige Spalte",
    next: "Nächste Spalte",
    width: "Breite der Tafel",
    drag: "ziehen zum Filtern",
    rows: "Zeilen",
    ofAll: (all) => `von ${number.format(all)}`,
    missing: "fehlen",
    distinct: "verschiedene",
    exactly: "Genau berechnen",
    counting: "Rechnet genau…",
    estimate: "geschätzt",
    error: (error) => `± ${number.format(Number((error * 100).toPrecision(2)))} %`,
    method: (method, count) =>
      count ? `${method}: ${number.format(count)} angesehen` : method,
    kind: (text, count) => `${number.format(count)} ${text}`,
    figures: [
      [["min", "max"], "Min. · Max."],
      [["mean", "std"], "Mittel · Std."],
      [["q25", "q50", "q75"], "Quartile"],
      [["q05", "q95"], "5 % · 95 %"],
      [["zeros", "negatives"], "null · negativ"],
      [["infinities"], "unendlich"],
      [["first"], "erster"],
      [["last"], "letzter"],
      [["range"], "Spanne"],
      [["gap"], "größte Lücke"],
      [["shortest", "mean_length", "longest"], "Länge: min. · Mittel · max."],
      [["empty", "blank"], "leer · nur Leerzeichen"],
      [["outer_blanks"], "Leerzeichen am Rand"],
    ],
    median: "Median",
    frequent: "Werte",
    find: "Einen Wert suchen",
    more: "Mehr Werte",
    total: (total) => `${number.format(total)} verschiedene`,
    notAll: "Nur die häufigsten wurden durchgesehen.",
    value: (text, count) => `${text}: ${number.format(count)}. Behalten, oder nicht mehr.`,
    none: "Kein Wert enthält das.",
  },
  say: {
    summary: "Übersicht",
    search: "Suchen",
    copyLink: "Link kopieren",
    linkCopied:
      "Link kopiert; er führt zur Ansicht, wie sie eingestellt ist, solange der Kernel läuft.",
    linkNotCopied: "Nicht kopiert: der Browser ließ es nicht zu.",
    brokenLink: "Der Link war nicht vollständig: die Ansicht ist, wie sie war.",
    oddLink: "Der Link passt nicht zu dieser Tabelle: die Ansicht ist, wie sie war.",
    undo: "Rückgängig",
    previousHit: "Voriger Treffer (Umschalt+Enter)",
    nextHit: "Nächster Treffer (Enter)",
    keepHits: "Nur Zeilen mit Treffern behalten",
    hits: (at, hits, share) => {
      const some = at
        ? `${number.format(at)} von ${number.format(hits)}`
        : `${number.format(hits)} Treffer`;
      return share === null ? some : `${some}… ${Math.floor(share * 100)} %`;
    },
    columnMenu: "Menü der Spalte (Alt+Unten)",
    percent,
    missingOf: (missing, rows) =>
      `${number.format(missing)} von ${n(rows, "Wert", "Werten")} fehlen`,
    allMissing: "alle fehlen",
    count: (count) => number.format(count),
    grouped,
    empty: "leer",
    histogram: (from, to, low, high) =>
      `von ${from} bis ${to}, die meisten von ${low} bis ${high}`,
    histogramNone: (from, to) => `von ${from} bis ${to}, nichts davon gezeigt`,
    times: (times) => `×${rounded(times)}`,
    enlarged: (times) => `Was der Filter behält, ist ${rounded(times)}-mal so groß gezeichnet.`,
    different: (about, count) => `${about}${grouped(count)} verschiedene`,
    topOf: (text, count, share) => `${text}: ${number.format(count)} (${percent(share)})`,
    others: (count) => `andere: ${number.format(count)}`,
    mostly: (parts) => `meist ${parts.join(", ")}`,
    doing: (what) =>
      what.startsWith("search") ? "sucht" : what.startsWith("filter") ? "filtert" : "sortiert",
  },
};
