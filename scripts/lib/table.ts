import { stripVTControlCharacters } from "node:util";

/** Rows as lines of aligned columns: the first column to the left, the others (figures) to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, i) => Math.max(widest[i] ?? 0, width(cell))),
    [],
  );
  const line = (row: readonly string[]) =>
    row.map((cell, i) => pad(cell, widths[i] ?? 0, i === 0 ? "right" : "left")).join("  ");
  return rows.map((row) => `  ${line(row)}`.trimEnd()).join("\n");
}

function pad(cell: string, wanted: number, side: "left" | "right"): string {
  const blanks = " ".repeat(Math.max(0, wanted - width(cell)));
  return side === "right" ? cell + blanks : blanks + cell;
}

function width(cell: string): number {
  return stripVTControlCharacters(cell).length;
}
