/** Rows of a view by our own server's address, in blocks, as each peer's page asks. */
const BLOCK = 80;
const GROUP = 16;

/** @param {() => void} onRows */
export function rowsOf(onRows) {
  const blocks = new Map();
  let wanted = "";
  let going = "";

  async function ask() {
    if (going || !wanted) return;
    going = wanted;
    wanted = "";
    const [b, g] = going.split(" ").map(Number);
    const columns = `${g * GROUP}-${Math.min(window.COLUMNS, (g + 1) * GROUP) - 1}`;
    const stop = Math.min(window.ROWS, (b + 1) * BLOCK);
    const answer = await fetch(`rows?start=${b * BLOCK}&stop=${stop}&columns=${columns}`);
    const { columns: runs } = await answer.json();
    blocks.set(going, runs.map((run) => run.t));
    going = "";
    onRows();
    ask();
  }

  /** @param {number} row @param {number} column */
  function cell(row, column) {
    const key = `${Math.floor(row / BLOCK)} ${Math.floor(column / GROUP)}`;
    const block = blocks.get(key);
    if (block) return block[column % GROUP][row % BLOCK];
    if (key !== going) wanted = key;
    ask();
    return "";
  }

  return { cell };
}
