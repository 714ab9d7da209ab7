/**
 * Chinese, simplified.
 *
 * @import { Language } from "./language.js"
 */
import { nameOf } from "../words.js";
import { figuresIn } from "./figures.js";

const { grouped, number, percent, rounded } = figuresIn("zh-CN");

/** @type {Language} */
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
    noName: "（无名称）",
    sorting: "正在排序…",
    filtering: "正在筛选…",
    busy: "内核正忙，正在等待。",
    loading: (row) => `正在从第 ${number.format(row)} 行加载…`,
    noRows: "没有行",
    noneKept: (of) => `没有行：筛选后 ${number.format(of)} 行均不符合`,
    noColumns: "没有列",
    tryAgain: "重试",
    copied: (count) => `已复制 ${number.format(count)} 个单元格。`,
    badNews: (code, message, hint) => {
      switch (code) {
        case "gone":
          return [
            "内核没有响应。",
            "它可能已结束或重启。所见内容仍保留；重新运行单元格即可恢复视图。",
          ];
        case "signed-out":
          return ["Jupyter 已将您登出。", "请在另一个标签页重新登录，然后重试。"];
        case "view-let-go":
        case "unknown-view":
          return ["此视图已被释放。", "您的数据是安全的；重新运行单元格即可查看。"];
        default:
          return [message ? `${message}.` : "出错了。", hint ? `${hint}.` : ""];
      }
    },
  },
  say: {
    cells: (count) => `已选 ${number.format(count)} 个单元格`,
    selected: (count) => `已选 ${number.format(count)} 个单元格。`,
    tooMany: (cells, most) =>
      `${number.format(cells)} 个单元格太多，无法复制；最多 ${number.format(most)} 个。`,
    adding: "正在求和…",
    stop: "停止",
    stopped: "已停止。",
    sum: "总和",
    mean: "平均",
    min: "最小",
    max: "最大",
    gap: ",",
    missingCells: (count) => `${number.format(count)} 个缺失`,
    downloadMenu: "下载…",
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
    ctrl: "Ctrl+",
    shortcuts: "键盘快捷键",
    close: "关闭",
    loading: "正在加载…",
    cancel: "取消",
    nearest: "精确值，仅一次舍入到最近的 64 位浮点数。",
    leftOut: (columns) => `${number.format(columns)} 个数值列无法求和。`,
    noFull: "页面不允许占满窗口；请在标签页中打开。",
    width: (width) => `宽 ${number.format(width)} 像素`,
    notAllowed: "浏览器不允许复制。",
    format: "格式…",
    look: "行与颜色…",
    link: "打开链接",
    summary: "摘要",
    search: "搜索",
    copyLink: "复制链接",
    linkCopied: "链接已复制；内核运行期间，它会打开当前设置的视图。",
    linkNotCopied: "未复制：浏览器不允许。",
    brokenLink: "链接不完整：视图保持不变。",
    oddLink: "链接与此表不符：视图保持不变。",
    undo: "撤销",
    previousHit: "上一个结果（Shift+Enter）",
    nextHit: "下一个结果（Enter）",
    keepHits: "只保留有结果的行",
    hits: (at, hits, share) => {
      const some = at
        ? `${number.format(at)} / ${number.format(hits)}`
        : `${number.format(hits)} 个结果`;
      return share === null ? some : `${some}… ${Math.floor(share * 100)}%`;
    },
    columnMenu: "列菜单（Alt+↓）",
    percent,
    missingOf: (missing, rows) =>
      `${number.format(rows)} 个值中缺失 ${number.format(missing)} 个`,
    allMissing: "全部缺失",
    count: (count) => number.format(count),
    grouped,
    empty: "空",
    histogram: (from, to, low, high) => `从 ${from} 到 ${to}，多数在 ${low} 到 ${high}`,
    histogramNone: (from, to) => `从 ${from} 到 ${to}，均未显示`,
    times: (times) => `×${rounded(times)}`,
    enlarged: (times) => `筛选保留的部分放大 ${rounded(times)} 倍绘制。`,
    different: (about, count) => `${about}${grouped(count)} 个不同值`,
    topOf: (text, count, share) => `${text}: ${number.format(count)} (${percent(share)})`,
    others: (count) => `其他：${number.format(count)}`,
    mostly: (parts) => `多为 ${parts.join("、")}`,
    doing: (what) =>
      what.startsWith("search")
        ? "正在搜索"
        : what.startsWith("filter")
          ? "正在筛选"
          : "正在排序",
    movedTo: (name, place) => `${name} 现在是第 ${number.format(place)} 列。`,
    hidden: (name) => `${name} 已隐藏。`,
    pinned: (name) => `${name} 已固定。`,
    unpinned: (name) => `${name} 已取消固定。`,
    only: "只保留此值",
    exclude: "排除此值",
    filterThis: "筛选…",
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
