import "regular-table";
import "regular-table/dist/css/material.css";
import { rowsOf } from "./rows.js";

const table = document.createElement("regular-table");
const rows = rowsOf(() => table.draw());
table.setDataListener(async (x0, y0, x1, y1) => {
  const data = [];
  for (let x = x0; x < Math.min(x1, window.COLUMNS); x++) {
    const column = [];
    for (let y = y0; y < Math.min(y1, window.ROWS); y++) column.push(rows.cell(y, x));
    data.push(column);
  }
  const column_headers = [];
  for (let x = x0; x < Math.min(x1, window.COLUMNS); x++) column_headers.push([`c${x}`]);
  return { num_rows: window.ROWS, num_columns: window.COLUMNS, data, column_headers };
});
table.style.height = `${innerHeight}px`;
document.getElementById("root").append(table);
table.draw();
