import type { Emulator, Leftover } from "../../src/emulator/emulator";
import { formatChanges, LimitLedger, unexcusedChanges } from "../../src/emulator/limits";
import { openSession, type Progress, type Session } from "../../src/emulator/session";
import { shadowNote } from "../../src/terraform/shadow/names";
import type { ProgressDisplay } from "./progress";
import type { StackCheck } from "./report";

/** What a stack went through; times in milliseconds. */
export interface StackReport {
  readonly name: string;
  resources: number;
  readonly times: Partial<Record<PreviewPhase, number>>;
  checks: readonly StackCheck[];
  /** Providers that were not there, so that a shadow of the stack ran. */
  shadows: readonly string[];
}

export const previewPhases = ["init", "plan", "apply", "plan again", "destroy"] as const;
export type PreviewPhase = (typeof previewPhases)[number];

export interface PreviewResult {
  readonly stacks: readonly StackReport[];
  readonly leftovers: readonly Leftover[];
  /** Undefined if everything went well. */
  readonly failure?: Error;
}

interface PreviewOptions {
  readonly emulator: Emulator;
  /** Folder of the synthesized stacks. */
  readonly folder: string;
  readonly display: ProgressDisplay;
  /** Leaves the working copies, states and plans, and tells where they are. */
  readonly keep: boolean;
  /** @default - the environment of this process */
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * Takes every stack through its life in the emulator: plan, apply, a second plan that must change nothing, destroy.
 *
 * A failure ends it, and is part of the result: what went well before is worth reporting.
 */
export async function runPreview(options: PreviewOptions): Promise<PreviewResult> {
  const { emulator, folder, display, keep, environment } = options;
  const onProgress = (progress: Progress) => show(display, progress);
  const session = await openSession({ emulator, folder, environment, onProgress });
  const life = new StackLife(session, display);
  const stacks = session.stacks.map(({ name }) => life.reportOf(name));
  try {
    await session.forEachStack((stack) => life.create(stack));
    await session.forEachStack((stack) => life.destroy(stack), true);
    return { stacks, leftovers: await emulator.leftovers() };
  } catch (error) {
    return { stacks, leftovers: [], failure: error as Error };
  } finally {
    display.stop();
    if (keep) {
      session.work.keep();
      display.print(`the working copies, states and plans are kept in ${session.work.path}`);
    } else {
      session.close();
    }
  }
}

class StackLife {
  private readonly reports = new Map<string, StackReport>();
  private readonly ledger = new LimitLedger();
  private hasFailed = false;

  constructor(
    private readonly session: Session,
    private readonly display: ProgressDisplay,
  ) {}

  reportOf(name: string): StackReport {
    const report = this.reports.get(name) ?? { name, resources: 0, times: {}, checks: [], shadows: [] };
    this.reports.set(name, report);
    return report;
  }

  async create(name: string): Promise<void> {
    const report = this.reportOf(name);
    await this.phase(name, "init", () => this.session.init(name).then(() => {}));
    await this.phase(name, "plan", async () => {
      const plan = await this.session.plan(name);
      report.resources = plan.counts.create;
      report.checks = plan.checks.map((check) => ({ ...check, stack: name }));
      report.shadows = plan.shadows;
      return `${report.resources} to create${shadowNote(plan.shadows)}`;
    });
    await this.phase(name, "apply", async () => {
      await this.session.apply(name);
      return `${report.resources} resources${shadowNote(report.shadows)}`;
    });
    await this.phase(name, "plan again", async () => {
      const again = await this.session.plan(name);
      const changes = unexcusedChanges(again, this.ledger);
      if (changes.length > 0) throw new Error(`a second plan of ${name} would change\n${formatChanges(changes)}`);
      // What depends on ids is known only now.
      report.checks = report.checks.map((check) =>
        check.status === "unknown" ? { ...check, ...again.check(check.name) } : check,
      );
    });
  }

  async destroy(name: string): Promise<void> {
    await this.phase(name, "destroy", () => this.session.destroy(name));
  }

  /** Does a step of a stack's life (a text it returns is shown), unless another stack has failed: then all the rest is a waste of time. */
  private async phase(stack: string, phase: PreviewPhase, task: () => Promise<unknown>): Promise<void> {
    if (this.hasFailed) return;
    this.display.begin(stack, phase);
    try {
      const result = await task();
      this.reportOf(stack).times[phase] = this.display.end(stack, typeof result === "string" ? result : "");
    } catch (error) {
      this.hasFailed = true;
      this.display.end(stack, "failed", "failed");
      throw error;
    }
  }
}

function show(display: ProgressDisplay, { stack, done, total }: Progress): void {
  display.update(stack, total === undefined ? (done > 0 ? String(done) : "") : `${done}/${total}`);
}
