import { DataEditor, GridCellKind } from "@glideapps/glide-data-grid";
import "@glideapps/glide-data-grid/dist/index.css";
import { createElement, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { rowsOf } from "./rows.js";

function App() {
  const [, again] = useState(0);
  const rows = useRef(null);
  rows.current ??= rowsOf(() => again((n) => n + 1));
  return createElement(DataEditor, {
    columns: Array.from({ length: window.COLUMNS }, (_, at) => ({
      title: `c${at}`,
      id: `${at}`,
      width: 104,
    })),
    rows: window.ROWS,
    rowHeight: 24,
    width: "100%",
    height: innerHeight,
    getCellContent: ([column, row]) => {
      const data = rows.current.cell(row, column);
      return { kind: GridCellKind.Text, data, displayData: data, allowOverlay: false };
    },
  });
}
createRoot(document.getElementById("root")).render(createElement(App));
