/**
 * German.
 *
 * @import { Tongue } from "./tongue.js"
 */
import { nameOf } from "../words.js";

const number = new Intl.NumberFormat("de-DE");

/** @param {number} count @param {string} one @param {string} many */
function n(count, one, many) {
  return `${number.format(count)} ${count === 1 ? one : many}`;
}

/** @type {Tongue} */
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
    sorting: "sortiert…",
    filtering: "filtert…",
    busy: "Der Kernel ist beschäftigt; dies wartet auf ihn.",
    loading: (row) => `lädt ab Zeile ${number.format(row)}…`,
    noRows: "Keine Zeilen",
    noneKept: (of) => `Keine Zeilen: der Filter behält keine von ${number.format(of)}`,
    noColumns: "Keine Spalten",
    tryAgain: "Noch einmal",
  },
  say: {
    cells: (count) => `${n(count, "Zelle", "Zellen")} ausgewählt`,
    selected: (count) => `${n(count, "Zelle", "Zellen")} ausgewählt.`,
    tooMany: (cells, most) =>
      `${number.format(cells)} Zellen sind zu viele zum Kopieren; höchstens ${number.format(most)}.`,
    copied: (count) => `${n(count, "Zelle", "Zellen")} kopiert.`,
    adding: "zählt zusammen…",
    stop: "Anhalten",
    stopped: "Angehalten.",
    sum: "Summe",
    mean: "Mittel",
    min: "Min.",
    max: "Max.",
    missingCells: (count) => `${number.format(count)} fehlen`,
    download: "Herunterladen",
    downloadMenu: "Herunterladen…",
    fileFormat: "Format",
    withIndex: "Mit dem Index",
    withHeader: "Mit den Namen der Spalten",
    whole: (rows, columns) =>
      `${n(rows, "Zeile", "Zeilen")} und ${n(columns, "Spalte", "Spalten")}, alle wie gezeigt.`,
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
    shortcuts: "Tastenkürzel",
    close: "Schließen",
    previous: "Vorige Zeile",
    next: "Nächste Zeile",
    rowTitle: (row) => `Zeile ${number.format(row)}`,
    movedTo: (name, place) => `${name} ist jetzt Spalte ${number.format(place)}.`,
    hidden: (name) => `${name} ist ausgeblendet.`,
    pinned: (name) => `${name} ist angeheftet.`,
    unpinned: (name) => `${name} ist nicht mehr angeheftet.`,
    showFound: "Diese zeigen",
    hideFound: "Diese ausblenden",
    pinFound: "Diese links anheften",
    unpinFound: "Diese lösen",
    hideEmpty: "Alle leeren ausblenden",
    asFrame: "Wie im Frame",
    missingShare: "Fehlende Werte",
    found: (count) => `${number.format(count)} gefunden`,
    find: "Nach Name oder Typ suchen",
    shown: (shown, all) => `${number.format(shown)} von ${number.format(all)} Spalten gezeigt`,
    more: (more) => `und ${number.format(more)} weitere; tippen, um sie zu finden`,
    rowNumber: "Position der Zeile, ab 0",
    columnName: "Spalte",
    goThere: "Los",
    noRow: (last) => `Zeilen gehen von 0 bis ${number.format(last)}.`,
    noColumn: "Keine Spalte heißt so.",
    loading: "Lädt…",
    cancel: "Abbrechen",
    characters: (count) => `${number.format(count)} Zeichen`,
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
