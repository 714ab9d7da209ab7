/**
 * How a language writes figures.
 */

/** Whole numbers with a point or comma in groups would look like decimals. */
const NARROW = "\u202f";

/**
 * @param {string} locale
 * @param {string} [unit] what follows a number of hundredths
 */
export function figuresIn(locale, unit = "%") {
  const number = new Intl.NumberFormat(locale);
  const point = number.format(0.5).charAt(1);
  return {
    number,
    /** @param {number} count @param {string} one @param {string} many */
    n: (count, one, many) => `${number.format(count)} ${count === 1 ? one : many}`,
    /** Digits in groups, where a text is a whole number. @param {string} text */
    grouped: (text) => {
      if (point === ".") return /^\d{4,15}$/.test(text) ? number.format(Number(text)) : text;
      return /^\d{5,15}$/.test(text) ? text.replace(/\B(?=(\d{3})+$)/g, NARROW) : text;
    },
    /** @param {number} share */
    percent: (share) => {
      const hundredths = share * 100;
      if (hundredths > 0 && hundredths < 0.1) return `<0${point}1${unit}`;
      if (hundredths > 99.9 && hundredths < 100) return `>99${point}9${unit}`;
      const digits = hundredths < 9.95 ? 1 : 0;
      return `${number.format(Number(hundredths.toFixed(digits)))}${unit}`;
    },
    /** Without decimals; more than none is never none. @param {number} share */
    roughly: (share) => {
      if (share > 0 && share < 0.005) return `<1${unit}`;
      if (share > 0.995 && share < 1) return `>99${unit}`;
      return `${number.format(Math.round(share * 100))}${unit}`;
    },
    /** @param {number} bytes */
    megabytes: (bytes) =>
      bytes < 100_000
        ? `${number.format(Math.ceil(bytes / 1000))} kB`
        : `${number.format(Math.round(bytes / 100_000) / 10)} MB`,
    /** @param {number} times */
    rounded: (times) =>
      number.format(times < 10 ? Number(times.toFixed(1)) : Math.round(times)),
  };
}
