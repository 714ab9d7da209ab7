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
    nearest: "Exakt, einmal zum nächsten 64-Bit-Float gerundet.",
    leftOut: (columns) =>
      `${n(columns, "Zahlenspalte lässt", "Zahlenspalten lassen")} sich nicht zusammenzählen.`,
    needs: (what) => `braucht ${what}`,
    noFull: "Die Seite lässt das ganze Fenster nicht zu; in einem Tab öffnen.",
    width: (width) => `${number.format(width)} Pixel breit`,
    notAllowed: "Der Browser ließ das Kopieren nicht zu.",
    shares: [
      ["", "egal wie viele"],
      ["0", "einige"],
      ["0.5", "die Hälfte oder mehr"],
      ["1", "alle"],
    ],
    formatTitle: (name) => `Format von ${name}`,
    format: "Format…",
    appliesTo: "Gilt für",
    thisColumn: "diese Spalte",
    allOf: (dtype) => `alle Spalten mit ${dtype}`,
    asItIs: "Wie es ist",
    exactStays:
      "Kopien, Einzelheiten und Filter behalten den exakten Wert; Zeigen darauf nennt ihn.",
    longText: "Langer Text",
    asRows: "wie die Zeilen",
    wrapped: "umbrochen",
    cutOff: "abgeschnitten",
    writtenAs: "Geschrieben als",
    numberStyles: [
      ["plain", "Zahl"],
      ["percent", "Prozent"],
      ["scientific", "wissenschaftlich"],
      ["currency", "Währung"],
      ["bytes", "Bytes"],
    ],
    currency: "Währung",
    decimals: "Nachkommastellen",
    digits: "Signifikante Stellen",
    thousands: "Tausender gruppieren",
    red: "Negative rot",
    pattern: "Muster",
    inMyZone: (zone) => `In meiner Zone, ${zone}`,
    look: "Zeilen und Farbe…",
    rowHeight: "Zeilenhöhe",
    rowHeights: [
      ["0", "enger"],
      ["1", "normal"],
      ["2", "2 Zeilen"],
      ["3", "3 Zeilen"],
      ["5", "5 Zeilen"],
      ["8", "8 Zeilen"],
      ["12", "12 Zeilen"],
    ],
    colour: "Farbe",
    colours: [
      ["", "keine"],
      ["heat", "Heatmap je Spalte"],
      ["overall", "Heatmap, eine Skala für alle"],
      ["bars", "Balken"],
      ["outliers", "Ausreißer"],
      ["spread", "Spalten, die kaum schwanken"],
      ["missing", "fehlende Werte"],
      ["dtype", "Typen"],
      ["ranges", "Bereiche…"],
    ],
    coloursTold: {
      heat: "Vom kleinsten Wert einer Spalte zum größten, der gezeigten Zeilen.",
      overall: "Vom kleinsten Wert von allen zum größten, der gezeigten Zeilen.",
      bars: "Von null an, zwischen dem kleinsten und dem größten Wert einer Spalte.",
      outliers: "▲ ▼ weiter von den Quartilen als das 1,5-fache ihres Abstands.",
      spread: "Schraffiert: wenige verschiedene Werte, einer viel häufiger als die anderen.",
      missing: "Was fehlt, auf welche Art auch immer.",
      dtype: "Danach, was eine Spalte enthält; ihr Kopf nennt den Typ.",
      ranges: "Es zählt der erste Bereich mit dem Wert; beide Enden gehören dazu.",
    },
    approximate: "≈ Manches ist aus einer Stichprobe geschätzt.",
    colouredColumns: "Spalten",
    allColumns: "alle",
    onlyColumn: (name) => `nur ${name}`,
    from: "Von",
    to: "Bis",
    endOf: (name, at) => `${name}, Bereich ${at}`,
    link: "Link öffnen",
    keys: [
      ["Pfeile", "Nächste Zelle"],
      ["Pos1 / Ende", "Erste / letzte Zelle der Zeile"],
      ["Strg+Pos1 / Strg+Ende", "Erste / letzte Zelle von allen"],
      ["Strg+Auf / Strg+Ab", "Erste / letzte Zeile"],
      ["Bild auf / Bild ab", "Eine Seite nach oben / unten"],
      ["Alt+Bild auf / Bild ab", "Eine Seite nach links / rechts"],
      ["Umschalt + eine davon", "Einen Bereich auswählen"],
      ["Strg+Leer / Umschalt+Leer", "Spalte / Zeile auswählen"],
      ["Strg+A", "Alles auswählen"],
      ["Strg+C", "Kopieren"],
      ["Eingabe oder F2", "Ganzen Wert zeigen"],
      ["Umschalt+Eingabe", "Zeile zeigen; auf einem Kopf: danach weiter sortieren"],
      ["Eingabe oder Leer auf einem Kopf", "Sortieren"],
      ["Alt+Links / Rechts auf einem Kopf", "Schmaler / breiter"],
      ["Alt+Umschalt+Links / Rechts auf einem Kopf", "Spalte verschieben"],
      ["Alt+Ab oder Umschalt+F10", "Menü"],
      ["Strg+G", "Zu einer Zeile oder Spalte gehen"],
      ["Esc", "Schließen; zurück zu einer Zelle"],
      ["Tab", "Die Tabelle verlassen"],
      ["Alt+Eingabe", "Zusammenfassung der Spalte"],
      ["Strg+F", "In allen Zellen suchen"],
      ["Strg+Z", "Filter oder Sortierung zurücknehmen"],
      ["?", "Diese Liste"],
    ],
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
