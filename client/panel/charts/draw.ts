/** What uPlot does not draw: limits and alarm thresholds as horizontal lines, deployments as vertical ones. */
import uPlot from "uplot";
import type { Format } from "../../src/deployed/format.ts";
import { palette } from "./palette.ts";
import type { Chart, Level } from "./plan.ts";

/** Deployments, behind the figures. */
export function drawBehind(plot: uPlot, { marks }: Chart): void {
  inside(plot, (ctx, { top, height }) => {
    ctx.strokeStyle = palette().quiet;
    ctx.fillStyle = palette().quiet;
    ctx.lineWidth = ratio();
    for (const { at } of marks) {
      const x = Math.round(plot.valToPos(at, "x", true)) + ratio() / 2;
      stroke(ctx, [2, 2], x, top, x, top + height);
      const side = 4 * ratio();
      ctx.beginPath();
      ctx.moveTo(x - side, top);
      ctx.lineTo(x + side, top);
      ctx.lineTo(x, top + side * 1.5);
      ctx.fill();
    }
  });
}

/** Limits and thresholds, over the figures; names that would overlap are left to the legend. */
export function drawLines(plot: uPlot, { chart, format }: { readonly chart: Chart; readonly format: Format }): void {
  const shown = chart.levels.filter(({ isAbove }) => !isAbove).sort((a, b) => b.value - a.value);
  const taken: number[] = [];
  inside(plot, (ctx, { left, top, width }) => {
    for (const level of shown) {
      const y = Math.round(plot.valToPos(level.value, "y", true)) + ratio() / 2;
      const colours = palette();
      ctx.strokeStyle = level.kind === "alarm" ? colours.lines.red : colours.text;
      ctx.lineWidth = ratio();
      stroke(ctx, level.kind === "alarm" ? [6, 4] : [2, 3], left, y, left + width, y);
      if (taken.some((other) => Math.abs(other - y) < 13 * ratio())) continue;
      taken.push(y);
      label(ctx, `${level.name} ${format.of(chart.unit, level.value)}`, y, { left, top, width }, level);
    }
  });
}

function ratio(): number {
  return uPlot.pxRatio;
}

function inside(plot: uPlot, draw: (ctx: CanvasRenderingContext2D, box: uPlot.BBox) => void): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  draw(ctx, bbox);
  ctx.restore();
}

function stroke(ctx: CanvasRenderingContext2D, dash: readonly number[], x: number, y: number, toX: number, toY: number): void {
  ctx.setLineDash(dash.map((length) => length * ratio()));
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(toX, toY);
  ctx.stroke();
}

/** At the right end, above its line, or below where there is no room above; on a ground of its own, so that it can be read over bars. */
function label(
  ctx: CanvasRenderingContext2D,
  text: string,
  y: number,
  { left, top, width }: Pick<uPlot.BBox, "left" | "top" | "width">,
  { kind }: Level,
): void {
  const colours = palette();
  ctx.font = `${11 * ratio()}px ${colours.font}`;
  ctx.textAlign = "right";
  const isBelow = y - top < 15 * ratio();
  ctx.textBaseline = isBelow ? "top" : "bottom";
  const short = shortened(ctx, text, width - 12 * ratio());
  const [right, at] = [left + width - 4 * ratio(), y + (isBelow ? 3 : -2) * ratio()];
  const wide = ctx.measureText(short).width + 8 * ratio();
  ctx.fillStyle = colours.background;
  ctx.globalAlpha = 0.88;
  ctx.fillRect(right - wide + 4 * ratio(), isBelow ? at - ratio() : at - 13 * ratio(), wide, 14 * ratio());
  ctx.globalAlpha = 1;
  ctx.fillStyle = kind === "alarm" ? colours.lines.red : colours.text;
  ctx.fillText(short, right, at);
}

function shortened(ctx: CanvasRenderingContext2D, text: string, width: number): string {
  if (ctx.measureText(text).width <= width) return text;
  let end = text.length;
  while (end > 1 && ctx.measureText(`${text.slice(0, end)}…`).width > width) end--;
  return `${text.slice(0, end)}…`;
}
