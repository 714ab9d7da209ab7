import { AllCommunityModule, createGrid, ModuleRegistry } from "ag-grid-community";
import { rowsOf } from "./rows.js";

ModuleRegistry.registerModules([AllCommunityModule]);
const shown = Math.min(window.COLUMNS, 200);
const rows = rowsOf(() => {});
document.getElementById("root").style.height = `${innerHeight}px`;
createGrid(document.getElementById("root"), {
  columnDefs: Array.from({ length: window.COLUMNS }, (_, at) => ({
    headerName: `c${at}`,
    colId: `c${at}`,
    width: 104,
    valueGetter: ({ data }) => data?.[at],
  })),
  rowHeight: 24,
  rowModelType: "infinite",
  cacheBlockSize: 80,
  datasource: {
    rowCount: window.ROWS,
    getRows: async ({ startRow, endRow, successCallback }) => {
      const columns = await rows.range(startRow, Math.min(endRow, window.ROWS), shown);
      const found = [];
      for (let row = 0; row < Math.min(endRow, window.ROWS) - startRow; row++)
        found.push(columns.map((column) => column[row]));
      successCallback(found, window.ROWS);
    },
  },
});
