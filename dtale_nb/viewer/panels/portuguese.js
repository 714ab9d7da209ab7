/**
 * Portuguese, of Brazil.
 *
 * @import { Language } from "./language.js"
 */
import { nameOf } from "../words.js";
import { figuresIn } from "./figures.js";

const { grouped, n, number, percent, rounded } = figuresIn("pt-BR");

/** @type {Language} */
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
    noName: "(sem nome)",
    sorting: "ordenando…",
    filtering: "filtrando…",
    busy: "O kernel está ocupado; isto espera por ele.",
    loading: (row) => `carregando da linha ${number.format(row)}…`,
    noRows: "Sem linhas",
    noneKept: (of) => `Sem linhas: o filtro não mantém nenhuma de ${number.format(of)}`,
    noColumns: "Sem colunas",
    tryAgain: "Tentar de novo",
    copied: (count) => `${n(count, "célula copiada", "células copiadas")}.`,
    badNews: (code, message, hint) => {
      switch (code) {
        case "gone":
          return [
            "O kernel não responde.",
            "Talvez tenha terminado ou reiniciado. O que se vê permanece; execute a célula de novo para recuperar a visão.",
          ];
        case "signed-out":
          return [
            "O Jupyter encerrou a sua sessão.",
            "Entre de novo em outra aba e tente outra vez.",
          ];
        case "view-let-go":
        case "unknown-view":
          return [
            "Esta visão foi liberada.",
            "Os dados estão seguros; execute a célula de novo para vê-los.",
          ];
        default:
          return [message ? `${message}.` : "Algo deu errado.", hint ? `${hint}.` : ""];
      }
    },
  },
  say: {
    cells: (count) => n(count, "célula selecionada", "células selecionadas"),
    selected: (count) => `${n(count, "célula selecionada", "células selecionadas")}.`,
    tooMany: (cells, most) =>
      `${number.format(cells)} células são demais para copiar; no máximo ${number.format(most)}.`,
    adding: "somando…",
    stop: "Parar",
    stopped: "Parado.",
    sum: "soma",
    mean: "média",
    min: "mín.",
    max: "máx.",
    gap: "\u202f",
    missingCells: (count) => n(count, "ausente", "ausentes"),
    downloadMenu: "Baixar…",
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
    ctrl: "Ctrl+",
    shortcuts: "Atalhos do teclado",
    close: "Fechar",
    loading: "Carregando…",
    cancel: "Cancelar",
    nearest: "Exato, arredondado uma vez para o float de 64 bits mais próximo.",
    leftOut: (columns) =>
      `${number.format(columns)} ${columns === 1 ? "coluna" : "colunas"} de números sem soma possível.`,
    noFull: "A página não deixa ocupar a janela; abra em uma aba.",
    width: (width) => `${number.format(width)} pixels de largura`,
    notAllowed: "O navegador não permitiu copiar.",
    format: "Formato…",
    look: "Linhas e cor…",
    link: "Abrir o link",
    summary: "Resumo",
    search: "Procurar",
    copyLink: "Copiar link",
    linkCopied: "Link copiado; leva à visão como está, enquanto o kernel roda.",
    linkNotCopied: "Não copiado: o navegador não permitiu.",
    brokenLink: "O link não estava inteiro: a visão ficou como estava.",
    oddLink: "O link não serve para esta tabela: a visão ficou como estava.",
    undo: "Desfazer",
    previousHit: "Resultado anterior (Shift+Enter)",
    nextHit: "Próximo resultado (Enter)",
    keepHits: "Manter só linhas com resultados",
    hits: (at, hits, share) => {
      const some = at
        ? `${number.format(at)} de ${number.format(hits)}`
        : n(hits, "resultado", "resultados");
      return share === null ? some : `${some}… ${Math.floor(share * 100)}%`;
    },
    columnMenu: "Menu da coluna (Alt+Baixo)",
    percent,
    missingOf: (missing, rows) =>
      `${number.format(missing)} de ${n(rows, "valor", "valores")} ausentes`,
    allMissing: "todos ausentes",
    count: (count) => number.format(count),
    grouped,
    empty: "vazio",
    histogram: (from, to, low, high) => `de ${from} a ${to}, a maioria de ${low} a ${high}`,
    histogramNone: (from, to) => `de ${from} a ${to}, nada à vista`,
    times: (times) => `×${rounded(times)}`,
    enlarged: (times) => `O que o filtro mantém está desenhado ${rounded(times)} vezes maior.`,
    different: (about, count) => `${about}${grouped(count)} diferentes`,
    topOf: (text, count, share) => `${text}: ${number.format(count)} (${percent(share)})`,
    others: (count) => `outros: ${number.format(count)}`,
    mostly: (parts) => `principalmente ${parts.join(", ")}`,
    doing: (what) =>
      what.startsWith("search")
        ? "procurando"
        : what.startsWith("filter")
          ? "filtrando"
          : "ordenando",
    movedTo: (name, place) => `${name} agora é a coluna ${number.format(place)}.`,
    hidden: (name) => `${name} está oculta.`,
    pinned: (name) => `${name} está fixada.`,
    unpinned: (name) => `${name} não está mais fixada.`,
    only: "Manter só este valor",
    exclude: "Excluir este valor",
    filterThis: "Filtrar…",
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
