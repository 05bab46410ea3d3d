import { bad, doubtful, duration, faint, good } from "./style";

const marks = { done: good("✓"), waiting: doubtful("…"), failed: bad("✗") } as const;

interface Line {
  phase: string;
  detail: string;
  since: number;
}

/**
 * Shows how far each stack is: one live line a stack on a terminal, elsewhere a plain line whenever a phase begins or ends.
 */
export class ProgressDisplay {
  private readonly lines = new Map<string, Line>();
  private readonly timer: NodeJS.Timeout | undefined;
  private drawn = 0;

  constructor(private readonly output: NodeJS.WriteStream = process.stderr) {
    if (output.isTTY) this.timer = setInterval(() => this.draw(), 250);
  }

  /** A phase of a stack begins. */
  begin(stack: string, phase: string): void {
    this.lines.set(stack, { phase, detail: "", since: Date.now() });
    if (!this.output.isTTY) this.output.write(`${stack}: ${phase} …\n`);
  }

  /** How far the phase of a stack is, such as `12/63`. */
  update(stack: string, detail: string): void {
    const line = this.lines.get(stack);
    if (line) line.detail = detail;
  }

  /** A phase of a stack is over. Returns its milliseconds. */
  end(stack: string, result = "", outcome: keyof typeof marks = "done"): number {
    const line = this.lines.get(stack);
    if (!line) return 0;
    this.lines.delete(stack);
    const took = Date.now() - line.since;
    this.print(`${marks[outcome]} ${stack}: ${line.phase}${result && `, ${result}`} ${faint(`(${duration(took)})`)}`);
    return took;
  }

  /** A line that stays. */
  print(text: string): void {
    this.erase();
    this.output.write(`${text}\n`);
    this.draw();
  }

  stop(): void {
    clearInterval(this.timer);
    this.erase();
    this.lines.clear();
  }

  private draw(): void {
    if (!this.output.isTTY) return;
    this.erase();
    for (const [stack, { phase, detail, since }] of this.lines) {
      const text = `  ${stack}: ${phase} ${detail} ${duration(Date.now() - since)}`;
      this.output.write(`${faint(text.slice(0, this.output.columns - 1))}\n`);
      this.drawn++;
    }
  }

  private erase(): void {
    // Up to the first live line, then clear to the end of the screen.
    if (this.drawn > 0) this.output.write(`\u001b[${this.drawn}A\u001b[J`);
    this.drawn = 0;
  }
}
