/**
 * The panel that sets how high rows are.
 *
 * @import { Hands } from "./hands.js"
 */
import { element } from "../grid/cell.js";
import { choice } from "./fields.js";
import { openPanel } from "./panel.js";
import { SAY } from "./say.js";

/** @param {Hands} hands */
export function showLook(hands) {
  const { grid } = hands;
  const panel = openPanel(hands, SAY.look);
  panel.el.classList.add("low");
  const form = element("form", "goto");
  const lines = choice(SAY.rowHeight, SAY.rowHeights, String(grid.state.lines));
  lines.input.addEventListener("change", () =>
    hands.dress({ lines: Number(lines.input.value) }),
  );
  form.append(lines.label);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    panel.close();
  });
  panel.body.append(form);
  lines.input.focus();
}
