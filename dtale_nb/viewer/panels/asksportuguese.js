/**
 * Portuguese of filters, search, pictures and the column panel.
 *
 * @import { Asks } from "./tongue.js"
 */

const number = new Intl.NumberFormat("pt-BR");

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
  if (hundredths > 0 && hundredths < 0.1) return "<0,1%";
  if (hundredths > 99.9 && hundredths < 100) return ">99,9%";
  return `${number.format(Number(hundredths.toFixed(hundredths < 9.95 ? 1 : 0)))}%`;
}

/** @param {number} times */
function rounded(times) {
  return number.format(times < 10 ? Number(times.toFixed(1)) : Math.round(times));
}

/** @type {Asks} */
export const PORTUGUESE_ASKS = {
  ask: {
    filter: "Filtro",
    addFilter: "+ Filtro",
    editFilter: "Editar filtro",
    filters: "Filtros",
    clearAll: "Limpar tudo",
    edit: (text) => `Editar: ${text}`,
    remove: (text) => `Remover: ${text}`,
    setAside: (text) => `Pôr de lado: ${text}`,
    keep: "Manter linhas em que",
    words: [
      ["all", "todas valem"],
      ["any", "alguma vale"],
      ["none", "nenhuma vale"],
    ],
    and: "+ Condição",
    group: "+ Grupo",
    removeThis: "Remover esta condição",
    column: "Coluna",
    index: "índice",
    condition: "Condição",
    apply: "Aplicar",
    value: "Valor",
    from: "De",
    to: "Até",
    ends: "Extremos",
    closed: [
      ["both", "ambos incluídos"],
      ["left", "início incluído, fim não"],
      ["right", "fim incluído, início não"],
      ["neither", "nenhum incluído"],
    ],
    truth: [
      ["true", "verdadeiro"],
      ["false", "falso"],
    ],
    caseless: "Ignorar maiúsculas e minúsculas",
    accentless: "Ignorar acentos",
    howMany: "Quantos",
    factor: "Vezes a distância dos quartis",
    least: "No mínimo",
    most: "No máximo",
    amount: "Quanto",
    unit: "De quê",
    units: [
      ["minutes", "minutos"],
      ["hours", "horas"],
      ["days", "dias"],
      ["weeks", "semanas"],
    ],
    upTo: "Até",
    newest: [
      ["newest", "o mais novo da coluna"],
      ["now", "agora"],
    ],
    signs: [
      ["any", "qualquer sinal"],
      ["+", "positivo"],
      ["-", "negativo"],
    ],
    sign: "Sinal",
    types: [
      ["text", "um texto"],
      ["number", "um número"],
    ],
    type: "É",
    pattern: "Padrão",
    years: "Anos, como 2024, 2026",
    weekdays: ["seg", "ter", "qua", "qui", "sex", "sáb", "dom"],
    months: "jan fev mar abr mai jun jul ago set out nov dez".split(" "),
    dates: "2026-03-01 ou 2026-03-01 09:30",
    durations: "2 days 06:00:00",
    isMissing: "(ausente)",
    findValue: "Procurar um valor",
    values: "Valores",
    more: "Mais valores",
    chosen: (chosen) => `${number.format(chosen)} escolhidos`,
    found: (total) => `${number.format(total)} diferentes`,
    notAll: "Só os valores mais frequentes foram vistos.",
    fill: "Preencha isto.",
    chooseOne: "Escolha pelo menos um.",
    noColumn: "Nenhuma coluna tem este nome.",
    notCompared:
      "Este valor é longo demais ou não pode ser escrito: não dá para filtrar por ele.",
    only: "Manter só este valor",
    exclude: "Excluir este valor",
    filterThis: "Filtrar…",
    told: {
      and: "e",
      or: "ou",
      not: (text) => `não (${text})`,
      more: (count) => `e mais ${number.format(count)}`,
      text: (text) => `“${text}”`,
      missing: "ausente",
      shows: (text) => `uma célula mostra “${text}”`,
      everything: "todas as linhas",
    },
    ops: {
      eq: "é",
      ne: "não é",
      lt: "é menor que",
      le: "é no máximo",
      gt: "é maior que",
      ge: "é no mínimo",
      between: "está entre",
      in: "é um de",
      not_in: "não é nenhum de",
      top: "está entre os maiores",
      bottom: "está entre os menores",
      outlier: "é um valor atípico",
      infinite: "é infinito",
      contains: "contém",
      starts: "começa com",
      ends: "termina com",
      equals: "é o texto",
      regex: "combina com o padrão",
      length: "tem comprimento",
      empty: "é vazio",
      blank: "só tem espaços",
      on: "é em",
      before: "é antes de",
      after: "é depois de",
      last: "está nos últimos",
      time_between: "é na hora do dia",
      weekday: "é no dia da semana",
      month: "é no mês",
      year: "é no ano",
      missing: "está ausente",
      present: "não está ausente",
      nan: "é NaN",
      none: "é None",
      na: "é NA",
      nat: "é NaT",
      null: "é null",
      masked: "está mascarado",
      has: "contém o elemento",
      reads: "está escrito como",
    },
  },
  column: {
    title: "Coluna",
    of: (name) => `Coluna ${name}`,
    previous: "Coluna anterior",
    next: "Próxima coluna",
    width: "Largura do painel",
    drag: "arraste para filtrar",
    rows: "linhas",
    ofAll: (all) => `de ${number.format(all)}`,
    missing: "ausentes",
    distinct: "diferentes",
    exactly: "Calcular com exatidão",
    counting: "Calculando com exatidão…",
    estimate: "estimado",
    error: (error) => `± ${number.format(Number((error * 100).toPrecision(2)))}%`,
    method: (method, count) => (count ? `${method}: ${number.format(count)} vistos` : method),
    kind: (text, count) => `${number.format(count)} ${text}`,
    figures: [
      [["min", "max"], "mín. · máx."],
      [["mean", "std"], "média · desvio"],
      [["q25", "q50", "q75"], "quartis"],
      [["q05", "q95"], "5% · 95%"],
      [["zeros", "negatives"], "zeros · negativos"],
      [["infinities"], "infinitos"],
      [["first"], "primeiro"],
      [["last"], "último"],
      [["range"], "intervalo"],
      [["gap"], "maior lacuna"],
      [["shortest", "mean_length", "longest"], "comprimento: mín. · médio · máx."],
      [["empty", "blank"], "vazios · só espaços"],
      [["outer_blanks"], "espaços nas bordas"],
    ],
    median: "mediana",
    frequent: "Valores",
    find: "Procurar um valor",
    more: "Mais valores",
    total: (total) => `${number.format(total)} diferentes`,
    notAll: "Só os mais frequentes foram vistos.",
    value: (text, count) => `${text}: ${number.format(count)}. Manter, ou não mais.`,
    none: "Nenhum valor contém isto.",
  },
  say: {
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
  },
};
