/**
 * Chinese, simplified.
 *
 * @import { Tongue } from "./tongue.js"
 */
import { nameOf } from "../words.js";

const number = new Intl.NumberFormat("zh-CN");

/** @type {Tongue} */
export const CHINESE = {
  lang: "zh-Hans",
  words: {
    rows: (rows, of) =>
      rows === of
        ? `${number.format(rows)} 行`
        : `${number.format(rows)} / ${number.format(of)} 行`,
    rowsSpoken: (rows, of) => `显示 ${number.format(rows)} / ${number.format(of)} 行。`,
    shape: (rows, columns) => `${number.format(rows)} × ${number.format(columns)}`,
    sorted: (keys) => (keys.length ? `按 ${keys.map(nameOf).join("、")} 排序` : ""),
    sortedSpoken: (keys) =>
      keys.length
        ? `按 ${keys
            .map((key) => `${nameOf(key)} ${key.descending ? "降序" : "升序"}`)
            .join("，然后按 ")}。`
        : "不再排序。",
    sorting: "正在排序…",
    filtering: "正在筛选…",
    busy: "内核正忙，正在等待。",
    loading: (row) => `正在从第 ${number.format(row)} 行加载…`,
    noRows: "没有行",
    noneKept: (of) => `没有行：筛选后 ${number.format(of)} 行均不符合`,
    noColumns: "没有列",
    tryAgain: "重试",
  },
  say: {
    cells: (count) => `已选 ${number.format(count)} 个单元格`,
    selected: (count) => `已选 ${number.format(count)} 个单元格。`,
    tooMany: (cells, most) =>
      `${number.format(cells)} 个单元格太多，无法复制；最多 ${number.format(most)} 个。`,
    copied: (count) => `已复制 ${number.format(count)} 个单元格。`,
    adding: "正在求和…",
    stop: "停止",
    stopped: "已停止。",
    sum: "总和",
    mean: "平均",
    min: "最小",
    max: "最大",
    missingCells: (count) => `${number.format(count)} 个缺失`,
    download: "下载",
    downloadMenu: "下载…",
    fileFormat: "格式",
    withIndex: "包含索引",
    withHeader: "包含列名",
    whole: (rows, columns) =>
      `${number.format(rows)} 行 ${number.format(columns)} 列，与所示相同。`,
    height: "查看器高度",
    pixels: (count) => `${number.format(count)} 像素`,
    copying: "正在获取要复制的单元格…",
    notCopied: "未复制：内核未提供所有单元格。",
    copyAgain: "单元格已就绪：请再次复制。",
    sortUp: "升序排序",
    sortDown: "降序排序",
    unsort: "不按此列排序",
    alsoUp: "再按此列排序",
    fit: "适应宽度",
    wider: "加宽",
    narrower: "变窄",
    pin: "固定在左侧",
    pinEnd: "固定在右侧",
    unpin: "取消固定",
    left: "左移",
    right: "右移",
    hide: "隐藏",
    columns: "列…",
    chart: "图表",
    chartOf: (name) => `${name} 的图表`,
    copy: "复制",
    copyNames: "连同列名复制",
    copyIndex: "连同列名和索引复制",
    copyMarkdown: "复制为 Markdown",
    copyPython: "复制为 Python",
    value: "显示完整值",
    row: "显示该行",
    go: "转到…",
    shortcuts: "键盘快捷键",
    close: "关闭",
    previous: "上一行",
    next: "下一行",
    rowTitle: (row) => `第 ${number.format(row)} 行`,
    movedTo: (name, place) => `${name} 现在是第 ${number.format(place)} 列。`,
    hidden: (name) => `${name} 已隐藏。`,
    pinned: (name) => `${name} 已固定。`,
    unpinned: (name) => `${name} 已取消固定。`,
    showFound: "显示这些",
    hideFound: "隐藏这些",
    pinFound: "将这些固定在左侧",
    unpinFound: "取消固定这些",
    hideEmpty: "隐藏所有空列",
    asFrame: "恢复原样",
    missingShare: "缺失值",
    found: (count) => `找到 ${number.format(count)} 个`,
    find: "按名称或类型查找",
    shown: (shown, all) => `显示 ${number.format(shown)} / ${number.format(all)} 列`,
    more: (more) => `还有 ${number.format(more)} 个；输入以查找`,
    rowNumber: "行位置，从 0 起",
    columnName: "列",
    goThere: "转到",
    noRow: (last) => `行从 0 到 ${number.format(last)}。`,
    noColumn: "没有此名称的列。",
    loading: "正在加载…",
    cancel: "取消",
    characters: (count) => `${number.format(count)} 个字符`,
  },
  bar: {
    filter: "+ 筛选",
    search: "搜索",
    columns: "列",
    chart: "图表",
    download: "下载",
    more: "更多",
    full: "全窗口",
    tab: "在标签页中打开",
  },
};
