import { styleText } from "node:util";

type Format = Parameters<typeof styleText>[0];

const isColoured = Boolean(process.stdout.isTTY) && !process.env.NO_COLOR;

/** Text in a colour, where that can be seen. */
function style(format: Format, text: string): string {
  return isColoured ? styleText(format, text) : text;
}

export const good = (text: string) => style("green", text);
export const bad = (text: string) => style("red", text);
export const doubtful = (text: string) => style("yellow", text);
export const faint = (text: string) => style("dim", text);
export const heading = (text: string) => style("bold", text);

/** `4.2 s`, `1 min 20 s`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
