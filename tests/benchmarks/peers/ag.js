import { AllCommunityModule, createGrid, ModuleRegistry } from "ag-grid-community";
import { rowsOf } from "./rows.js";

ModuleRegistry.registerModules([AllCommunityModule]);
let drawing = 0;
// Rows stand at once and their cells are asked for as they are drawn, as with the others.
const rows = rowsOf(() => {
  drawing ||= requestAnimationFrame(() => {
    drawing = 0;
    grid.refreshCells({ force: true, suppressFlash: true });
  });
});
document.getElementById("root").style.height = `${innerHeight}px`;
const grid = createGrid(document.getElementById("root"), {
  columnDefs: Array.from({ length: window.COLUMNS }, (_, at) => ({
    headerName: `c${at}`,
    colId: `c${at}`,
    width: 104,
    valueGetter: ({ data }) => (data ? rows.cell(data.row, at) : ""),
  })),
  rowHeight: 24,
  rowModelType: "infinite",
  cacheBlockSize: 80,
  infiniteInitialRowCount: window.ROWS,
  maxBlocksInCache: 20,
  suppressAnimationFrame: false,
  datasource: {
    rowCount: window.ROWS,
    getRows: ({ startRow, endRow, successCallback }) => {
      const stop = Math.min(endRow, window.ROWS);
      const found = [];
      for (let row = startRow; row < stop; row++) found.push({ row });
      successCallback(found, window.ROWS);
    },
  },
});
