/**
 * Chinese of filters, search, pictures and the column panel.
 *
 * @import { Asks } from "./tongue.js"
 */

const number = new Intl.NumberFormat("zh-CN");

/** Digits in groups, where a text is a whole number. @param {string} text */
function grouped(text) {
  return /^\d{4,15}$/.test(text) ? number.format(Number(text)) : text;
}

/** @param {number} share */
function percent(share) {
  const hundredths = share * 100;
  if (hundredths > 0 && hundredths < 0.1) return "<0.1%";
  if (hundredths > 99.9 && hundredths < 100) return ">99.9%";
  return `${number.format(Number(hundredths.toFixed(hundredths < 9.95 ? 1 : 0)))}%`;
}

/** @param {number} times */
function rounded(times) {
  return number.format(times < 10 ? Number(times.toFixed(1)) : Math.round(times));
}

/** @type {Asks} */
export const CHINESE_ASKS = {
  ask: {
    filter: "筛选",
    addFilter: "+ 筛选",
    editFilter: "编辑筛选",
    filters: "筛选条件",
    clearAll: "全部清除",
    edit: (text) => `编辑：${text}`,
    remove: (text) => `移除：${text}`,
    setAside: (text) => `停用：${text}`,
    keep: "保留的行满足",
    words: [
      ["all", "以下全部成立"],
      ["any", "以下任一成立"],
      ["none", "以下都不成立"],
    ],
    and: "+ 条件",
    group: "+ 组",
    removeThis: "移除此条件",
    column: "列",
    index: "索引",
    condition: "条件",
    apply: "应用",
    value: "值",
    from: "从",
    to: "到",
    ends: "端点",
    closed: [
      ["both", "两端都包含"],
      ["left", "包含起点，不含终点"],
      ["right", "包含终点，不含起点"],
      ["neither", "两端都不含"],
    ],
    truth: [
      ["true", "真"],
      ["false", "假"],
    ],
    caseless: "忽略大小写",
    accentless: "忽略重音符号",
    howMany: "多少个",
    factor: "四分位距的倍数",
    least: "至少",
    most: "至多",
    amount: "数量",
    unit: "单位",
    units: [
      ["minutes", "分钟"],
      ["hours", "小时"],
      ["days", "天"],
      ["weeks", "周"],
    ],
    upTo: "截至",
    newest: [
      ["newest", "列中最新的"],
      ["now", "现在"],
    ],
    signs: [
      ["any", "正负均可"],
      ["+", "正"],
      ["-", "负"],
    ],
    sign: "符号",
    types: [
      ["text", "文本"],
      ["number", "数字"],
    ],
    type: "类型",
    pattern: "模式",
    years: "年份，如 2024, 2026",
    weekdays: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
    months: Array.from({ length: 12 }, (_, at) => `${at + 1}月`),
    dates: "2026-03-01 或 2026-03-01 09:30",
    durations: "2 days 06:00:00",
    isMissing: "（缺失）",
    findValue: "查找值",
    values: "值",
    more: "更多值",
    chosen: (chosen) => `已选 ${number.format(chosen)} 个`,
    found: (total) => `${number.format(total)} 个不同值`,
    notAll: "只查看了最常见的值。",
    fill: "请填写。",
    chooseOne: "请至少选择一个。",
    noColumn: "没有这个名称的列。",
    notCompared: "此值太长或无法写出，不能按它筛选。",
    only: "只保留此值",
    exclude: "排除此值",
    filterThis: "筛选…",
    told: {
      and: "且",
      or: "或",
      not: (text) => `非（${text}）`,
      more: (count) => `等另外 ${number.format(count)} 个`,
      text: (text) => `“${text}”`,
      missing: "缺失",
      shows: (text) => `有单元格显示“${text}”`,
      everything: "所有行",
    },
    ops: {
      eq: "等于",
      ne: "不等于",
      lt: "小于",
      le: "至多为",
      gt: "大于",
      ge: "至少为",
      between: "介于",
      in: "是其中之一",
      not_in: "不是其中任何一个",
      top: "属于最大的",
      bottom: "属于最小的",
      outlier: "是离群值",
      infinite: "是无穷大",
      contains: "包含",
      starts: "开头是",
      ends: "结尾是",
      equals: "文本等于",
      regex: "匹配模式",
      length: "长度为",
      empty: "为空文本",
      blank: "只有空白",
      on: "在（日期）",
      before: "早于",
      after: "晚于",
      last: "在最近",
      time_between: "时刻在",
      weekday: "星期为",
      month: "月份为",
      year: "年份为",
      missing: "缺失",
      present: "不缺失",
      nan: "是 NaN",
      none: "是 None",
      na: "是 NA",
      nat: "是 NaT",
      null: "是 null",
      masked: "被掩蔽（masked）",
      has: "含有元素",
      reads: "写作",
    },
  },
  column: {
    title: "列",
    of: (name) => `列 ${name}`,
    previous: "上一列",
    next: "下一列",
    width: "面板宽度",
    drag: "拖动以筛选",
    rows: "行",
    ofAll: (all) => `共 ${number.format(all)}`,
    missing: "缺失",
    distinct: "不同值",
    exactly: "精确计算",
    counting: "正在精确计算…",
    estimate: "估计",
    error: (error) => `± ${number.format(Number((error * 100).toPrecision(2)))}%`,
    method: (method, count) =>
      count ? `${method}：查看了 ${number.format(count)} 个` : method,
    kind: (text, count) => `${number.format(count)} ${text}`,
    figures: [
      [["min", "max"], "最小 · 最大"],
      [["mean", "std"], "均值 · 标准差"],
      [["q25", "q50", "q75"], "四分位数"],
      [["q05", "q95"], "5% · 95%"],
      [["zeros", "negatives"], "零 · 负"],
      [["infinities"], "无穷"],
      [["first"], "最早"],
      [["last"], "最晚"],
      [["range"], "跨度"],
      [["gap"], "最大间隔"],
      [["shortest", "mean_length", "longest"], "长度：最小 · 平均 · 最大"],
      [["empty", "blank"], "空 · 只有空白"],
      [["outer_blanks"], "首尾有空白"],
    ],
    median: "中位数",
    frequent: "值",
    find: "查找值",
    more: "更多值",
    total: (total) => `${number.format(total)} 个不同值`,
    notAll: "只查看了最常见的值。",
    value: (text, count) => `${text}：${number.format(count)}。保留或不再保留。`,
    none: "没有值包含它。",
  },
  say: {
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
  },
};
