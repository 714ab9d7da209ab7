/**
 * Portuguese, of Brazil.
 *
 * @import { Tongue } from "./tongue.js"
 */
import { nameOf } from "../words.js";

const number = new Intl.NumberFormat("pt-BR");

/** @param {number} count @param {string} one @param {string} many */
function n(count, one, many) {
  return `${number.format(count)} ${count === 1 ? one : many}`;
}

/** @type {Tongue} */
export const PORTUGUESE = {
  lang: "pt-BR",
  words: {
    rows: (rows, of) =>
      rows === of
        ? n(rows, "linha", "linhas")
        : `${number.format(rows)} de ${n(of, "linha", "linhas")}`,
    rowsSpoken: (rows, of) => `${number.format(rows)} de ${n(of, "linha", "linhas")} à vista.`,
    shape: (rows, columns) => `${number.format(rows)} × ${number.format(columns)}`,
    sorted: (keys) => (keys.length ? `ordenado por ${keys.map(nameOf).join(", ")}` : ""),
    sortedSpoken: (keys) =>
      keys.length
        ? `Ordenado por ${keys
            .map((key) => `${nameOf(key)}, ${key.descending ? "decrescente" : "crescente"}`)
            .join("; depois por ")}.`
        : "Sem ordenação.",
    sorting: "ordenando…",
    filtering: "filtrando…",
    busy: "O kernel está ocupado; isto espera por ele.",
    loading: (row) => `carregando da linha ${number.format(row)}…`,
    noRows: "Sem linhas",
    noneKept: (of) => `Sem linhas: o filtro não mantém nenhuma de ${number.format(of)}`,
    noColumns: "Sem colunas",
    tryAgain: "Tentar de novo",
  },
  say: {
    cells: (count) => n(count, "célula selecionada", "células selecionadas"),
    selected: (count) => `${n(count, "célula selecionada", "células selecionadas")}.`,
    tooMany: (cells, most) =>
      `${number.format(cells)} células são demais para copiar; no máximo ${number.format(most)}.`,
    copied: (count) => `${n(count, "célula copiada", "células copiadas")}.`,
    adding: "somando…",
    stop: "Parar",
    stopped: "Parado.",
    sum: "soma",
    mean: "média",
    min: "mín.",
    max: "máx.",
    missingCells: (count) => n(count, "ausente", "ausentes"),
    download: "Baixar",
    downloadMenu: "Baixar…",
    fileFormat: "Formato",
    withIndex: "Com o índice",
    withHeader: "Com os nomes das colunas",
    whole: (rows, columns) =>
      `${n(rows, "linha", "linhas")} e ${n(columns, "coluna", "colunas")}, como mostrado.`,
    height: "Altura do visualizador",
    pixels: (count) => n(count, "pixel", "pixels"),
    copying: "Buscando as células para copiar…",
    notCopied: "Não copiado: o kernel não deu todas as células.",
    copyAgain: "As células já estão aqui: copie de novo.",
    sortUp: "Ordem crescente",
    sortDown: "Ordem decrescente",
    unsort: "Não ordenar por esta",
    alsoUp: "Depois ordenar por esta",
    fit: "Ajustar largura",
    wider: "Mais larga",
    narrower: "Mais estreita",
    pin: "Fixar à esquerda",
    pinEnd: "Fixar à direita",
    unpin: "Soltar",
    left: "Mover à esquerda",
    right: "Mover à direita",
    hide: "Ocultar",
    columns: "Colunas…",
    chart: "Gráfico",
    chartOf: (name) => `Gráfico de ${name}`,
    copy: "Copiar",
    copyNames: "Copiar com nomes",
    copyIndex: "Copiar com nomes e índice",
    copyMarkdown: "Copiar como Markdown",
    copyPython: "Copiar como Python",
    value: "Mostrar o valor inteiro",
    row: "Mostrar a linha",
    go: "Ir para…",
    shortcuts: "Atalhos do teclado",
    close: "Fechar",
    previous: "Linha anterior",
    next: "Próxima linha",
    rowTitle: (row) => `Linha ${number.format(row)}`,
    movedTo: (name, place) => `${name} agora é a coluna ${number.format(place)}.`,
    hidden: (name) => `${name} está oculta.`,
    pinned: (name) => `${name} está fixada.`,
    unpinned: (name) => `${name} não está mais fixada.`,
    showFound: "Mostrar estas",
    hideFound: "Ocultar estas",
    pinFound: "Fixar estas à esquerda",
    unpinFound: "Soltar estas",
    hideEmpty: "Ocultar todas as vazias",
    asFrame: "Como no frame",
    missingShare: "Valores ausentes",
    found: (count) => n(count, "encontrada", "encontradas"),
    find: "Buscar por nome ou tipo",
    shown: (shown, all) => `${number.format(shown)} de ${number.format(all)} colunas à vista`,
    more: (more) => `e mais ${number.format(more)}; digite para encontrá-las`,
    rowNumber: "Posição da linha, a partir de 0",
    columnName: "Coluna",
    goThere: "Ir",
    noRow: (last) => `As linhas vão de 0 a ${number.format(last)}.`,
    noColumn: "Nenhuma coluna tem este nome.",
    loading: "Carregando…",
    cancel: "Cancelar",
    characters: (count) => n(count, "caractere", "caracteres"),
  },
  bar: {
    filter: "+ Filtro",
    search: "Buscar",
    columns: "Colunas",
    chart: "Gráfico",
    download: "Baixar",
    more: "Mais",
    full: "Janela inteira",
    tab: "Abrir em uma aba",
  },
};
