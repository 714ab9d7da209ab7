/**
 * German.
 *
 * @import { Language } from "./language.js"
 */
import { nameOf } from "../words.js";
import { figuresIn } from "./figures.js";

const { grouped, n, number, percent, rounded } = figuresIn("de-DE", " %");

/** @type {Language} */
export const GERMAN = {
  lang: "de",
  words: {
    rows: (rows, of) =>
      rows === of
        ? n(rows, "Zeile", "Zeilen")
        : `${number.format(rows)} von ${n(of, "Zeile", "Zeilen")}`,
    rowsSpoken: (rows, of) => `${number.format(rows)} von ${n(of, "Zeile", "Zeilen")} gezeigt.`,
    shape: (rows, columns) => `${number.format(rows)} × ${number.format(columns)}`,
    sorted: (keys) => (keys.length ? `sortiert nach ${keys.map(nameOf).join(", ")}` : ""),
    sortedSpoken: (keys) =>
      keys.length
        ? `Sortiert nach ${keys
            .map((key) => `${nameOf(key)}, ${key.descending ? "absteigend" : "aufsteigend"}`)
            .join("; dann nach ")}.`
        : "Nicht mehr sortiert.",
    noName: "(ohne Namen)",
    sorting: "sortiert…",
    filtering: "filtert…",
    busy: "Der Kernel ist beschäftigt; dies wartet auf ihn.",
    loading: (row) => `lädt ab Zeile ${number.format(row)}…`,
    noRows: "Keine Zeilen",
    noneKept: (of) => `Keine Zeilen: der Filter behält keine von ${number.format(of)}`,
    noColumns: "Keine Spalten",
    tryAgain: "Noch einmal",
    copied: (count) => `${n(count, "Zelle", "Zellen")} kopiert.`,
    badNews: (code, message, hint) => {
      switch (code) {
        case "gone":
          return [
            "Der Kernel antwortet nicht.",
            "Er ist vielleicht beendet oder neu gestartet. Was zu sehen ist, bleibt; die Zelle noch einmal ausführen bringt die Ansicht zurück.",
          ];
        case "signed-out":
          return [
            "Jupyter hat dich abgemeldet.",
            "In einem anderen Tab wieder anmelden, dann noch einmal versuchen.",
          ];
        case "view-let-go":
        case "unknown-view":
          return [
            "Diese Ansicht wurde freigegeben.",
            "Die Daten sind sicher; die Zelle noch einmal ausführen, um sie zu sehen.",
          ];
        default:
          return [message ? `${message}.` : "Etwas ging schief.", hint ? `${hint}.` : ""];
      }
    },
  },
  say: {
    cells: (count) => `${n(count, "Zelle", "Zellen")} ausgewählt`,
    selected: (count) => `${n(count, "Zelle", "Zellen")} ausgewählt.`,
    tooMany: (cells, most) =>
      `${number.format(cells)} Zellen sind zu viele zum Kopieren; höchstens ${number.format(most)}.`,
    adding: "zählt zusammen…",
    stop: "Anhalten",
    stopped: "Angehalten.",
    sum: "Summe",
    mean: "Mittel",
    min: "Min.",
    max: "Max.",
    gap: "\u202f",
    missingCells: (count) => `${number.format(count)} fehlen`,
    downloadMenu: "Herunterladen…",
    height: "Höhe des Betrachters",
    pixels: (count) => `${number.format(count)} Pixel`,
    copying: "Holt die Zellen zum Kopieren…",
    notCopied: "Nicht kopiert: der Kernel gab nicht alle Zellen.",
    copyAgain: "Die Zellen sind jetzt da: noch einmal kopieren.",
    sortUp: "Aufsteigend sortieren",
    sortDown: "Absteigend sortieren",
    unsort: "Nicht danach sortieren",
    alsoUp: "Dann danach sortieren",
    fit: "Breite anpassen",
    wider: "Breiter",
    narrower: "Schmaler",
    pin: "Links anheften",
    pinEnd: "Rechts anheften",
    unpin: "Lösen",
    left: "Nach links",
    right: "Nach rechts",
    hide: "Ausblenden",
    columns: "Spalten…",
    chart: "Diagramm",
    chartOf: (name) => `Diagramm zu ${name}`,
    copy: "Kopieren",
    copyNames: "Kopieren mit Namen",
    copyIndex: "Kopieren mit Namen und Index",
    copyMarkdown: "Kopieren als Markdown",
    copyPython: "Kopieren als Python",
    value: "Ganzen Wert zeigen",
    row: "Zeile zeigen",
    go: "Gehe zu…",
    ctrl: "Strg+",
    shortcuts: "Tastenkürzel",
    close: "Schließen",
    loading: "Lädt…",
    cancel: "Abbrechen",
    nearest: "Exakt, einmal zum nächsten 64-Bit-Float gerundet.",
    leftOut: (columns) =>
      `${n(columns, "Zahlenspalte lässt", "Zahlenspalten lassen")} sich nicht zusammenzählen.`,
    noFull: "Die Seite lässt das ganze Fenster nicht zu; in einem Tab öffnen.",
    width: (width) => `${number.format(width)} Pixel breit`,
    notAllowed: "Der Browser ließ das Kopieren nicht zu.",
    format: "Format…",
    look: "Zeilen und Farbe…",
    link: "Link öffnen",
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
    movedTo: (name, place) => `${name} ist jetzt Spalte ${number.format(place)}.`,
    hidden: (name) => `${name} ist ausgeblendet.`,
    pinned: (name) => `${name} ist angeheftet.`,
    unpinned: (name) => `${name} ist nicht mehr angeheftet.`,
    only: "Nur diesen Wert behalten",
    exclude: "Diesen Wert ausschließen",
    filterThis: "Filtern…",
  },
  bar: {
    filter: "+ Filter",
    search: "Suchen",
    columns: "Spalten",
    chart: "Diagramm",
    download: "Herunterladen",
    more: "Mehr",
    full: "Ganzes Fenster",
    tab: "In einem Tab öffnen",
  },
};
