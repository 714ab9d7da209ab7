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
    nearest: "Exato, arredondado uma vez para o float de 64 bits mais próximo.",
    leftOut: (columns) =>
      `${number.format(columns)} ${columns === 1 ? "coluna" : "colunas"} de números sem soma possível.`,
    needs: (what) => `precisa de ${what}`,
    noFull: "A página não deixa ocupar a janela; abra em uma aba.",
    width: (width) => `${number.format(width)} pixels de largura`,
    notAllowed: "O navegador não permitiu copiar.",
    shares: [
      ["", "qualquer parte"],
      ["0", "alguns"],
      ["0.5", "metade ou mais"],
      ["1", "todos"],
    ],
    formatTitle: (name) => `Formato de ${name}`,
    format: "Formato…",
    appliesTo: "Vale para",
    thisColumn: "esta coluna",
    allOf: (dtype) => `todas as colunas de ${dtype}`,
    asItIs: "Como está",
    exactStays: "Cópias, detalhes e filtros mantêm o valor exato; passe o mouse para vê-lo.",
    longText: "Texto longo",
    asRows: "como as linhas",
    wrapped: "com quebra",
    cutOff: "cortado",
    writtenAs: "Escrito como",
    numberStyles: [
      ["plain", "número"],
      ["percent", "porcentagem"],
      ["scientific", "científico"],
      ["currency", "moeda"],
      ["bytes", "bytes"],
    ],
    currency: "Moeda",
    decimals: "Casas decimais",
    digits: "Algarismos significativos",
    thousands: "Agrupar milhares",
    red: "Negativos em vermelho",
    pattern: "Padrão",
    inMyZone: (zone) => `No meu fuso, ${zone}`,
    look: "Linhas e cor…",
    rowHeight: "Altura da linha",
    rowHeights: [
      ["0", "mais junto"],
      ["1", "normal"],
      ["2", "2 linhas"],
      ["3", "3 linhas"],
      ["5", "5 linhas"],
      ["8", "8 linhas"],
      ["12", "12 linhas"],
    ],
    colour: "Cor",
    colours: [
      ["", "nenhuma"],
      ["heat", "mapa de calor, por coluna"],
      ["overall", "mapa de calor, uma escala para todas"],
      ["bars", "barras"],
      ["outliers", "valores distantes"],
      ["spread", "colunas que quase não variam"],
      ["missing", "valores ausentes"],
      ["dtype", "tipos"],
      ["ranges", "intervalos…"],
    ],
    coloursTold: {
      heat: "Do menor valor de uma coluna ao maior, das linhas mostradas.",
      overall: "Do menor valor de todos ao maior, das linhas mostradas.",
      bars: "A partir de zero, entre o menor e o maior valor de uma coluna.",
      outliers: "▲ ▼ mais longe dos quartis que 1,5 vez a distância entre eles.",
      spread: "Hachurado: poucos valores diferentes, e um bem mais frequente que os outros.",
      missing: "O que falta, de qualquer tipo.",
      dtype: "Pelo que a coluna contém; o cabeçalho diz o tipo.",
      ranges: "Vale o primeiro intervalo que contém o valor; as duas pontas fazem parte.",
    },
    approximate: "≈ Parte disto é estimada de uma amostra.",
    colouredColumns: "Colunas",
    allColumns: "todas",
    onlyColumn: (name) => `só ${name}`,
    from: "De",
    to: "Até",
    endOf: (name, at) => `${name}, intervalo ${at}`,
    link: "Abrir o link",
    keys: [
      ["Setas", "Próxima célula"],
      ["Home / End", "Primeira / última célula da linha"],
      ["Ctrl+Home / Ctrl+End", "Primeira / última célula de todas"],
      ["Ctrl+Acima / Ctrl+Abaixo", "Primeira / última linha"],
      ["Page Up / Page Down", "Uma página acima / abaixo"],
      ["Alt+Page Up / Page Down", "Uma página à esquerda / direita"],
      ["Shift + qualquer uma destas", "Selecionar um intervalo"],
      ["Ctrl+Espaço / Shift+Espaço", "Selecionar a coluna / linha"],
      ["Ctrl+A", "Selecionar tudo"],
      ["Ctrl+C", "Copiar"],
      ["Enter ou F2", "Mostrar o valor inteiro"],
      ["Shift+Enter", "Mostrar a linha; em um cabeçalho: somar à ordem"],
      ["Enter ou Espaço em um cabeçalho", "Ordenar"],
      ["Alt+Esquerda / Direita em um cabeçalho", "Mais estreita / mais larga"],
      ["Alt+Shift+Esquerda / Direita em um cabeçalho", "Mover a coluna"],
      ["Alt+Abaixo ou Shift+F10", "Menu"],
      ["Ctrl+G", "Ir a uma linha ou coluna"],
      ["Escape", "Fechar; voltar a uma célula"],
      ["Tab", "Sair da tabela"],
      ["Alt+Enter", "Resumo da coluna"],
      ["Ctrl+F", "Buscar em todas as células"],
      ["Ctrl+Z", "Desfazer um filtro ou ordem"],
      ["?", "Esta lista"],
    ],
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
