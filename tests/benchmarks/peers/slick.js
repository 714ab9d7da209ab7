import { SlickGrid } from "slickgrid";
import "slickgrid/dist/styles/css/slick.grid.css";
import { rowsOf } from "./rows.js";

const columns = Array.from({ length: window.COLUMNS }, (_, at) => ({
  id: `c${at}`,
  name: `c${at}`,
  field: at,
  width: 104,
}));
const rows = rowsOf(() => {
  grid.invalidate();
});
const data = {
  getLength: () => window.ROWS,
  getItem: (row) => ({ row }),
  getItemMetadata: () => null,
};
document.getElementById("root").style.height = `${innerHeight}px`;
const grid = new SlickGrid("#root", data, columns, {
  rowHeight: 24,
  enableColumnReorder: false,
  dataItemColumnValueExtractor: (item, column) => rows.cell(item.row, column.field),
});
