import { loadSettings } from "../../src/config/load";
import { prerequisitesOf } from "../../src/emulator/prerequisites";
import { synthPlatform } from "../../src/platform";
import { makeTemporaryFolder, removeTemporaryFolder } from "../../src/terraform/folders";
import { Terraform } from "../../src/terraform/terraform";
import { type Emulator, openSession } from "../../src/testing";
import { joinedStack, joinStacks } from "../../src/testing/joined-stacks";

/** The part of a plan that Checkov looks at first. */
interface PlannedValues {
  readonly planned_values?: {
    readonly root_module: { readonly resources: readonly { readonly type: string; readonly values: object }[] };
  };
}

interface ExamplePlan {
  /** As `terraform show -json` prints it. */
  readonly plan: PlannedValues;
  /** Path of the construct behind each address. */
  readonly constructs: ReadonlyMap<string, string>;
}

/** Plans all stacks of `examples/<name>.tfvars` in one. */
export async function planExample(name: string, emulator: Emulator): Promise<ExamplePlan> {
  const { settings } = await loadSettings({ directory: "examples", varFiles: [`${name}.tfvars`], environment: {} });
  const outdir = makeTemporaryFolder(name);
  synthPlatform(settings, outdir);
  const { folder, constructs } = joinStacks(outdir);
  await emulator.makePrerequisites(prerequisitesOf(settings));
  const session = await openSession({ emulator, folder });
  try {
    await session.plan(joinedStack);
    const terraform = await Terraform.find();
    const environment = emulator.environment();
    const work = await session.init(joinedStack);
    const plan = await terraform.show(work, session.work.planFile(joinedStack), { environment });
    return { plan: plan as PlannedValues, constructs };
  } finally {
    session.close();
    for (const done of [outdir, folder]) removeTemporaryFolder(done);
  }
}

/** The plan with other values in all resources of the given types. */
export function withValues(plan: PlannedValues, changes: readonly (readonly [type: string, values: object])[]): object {
  const resources = plan.planned_values?.root_module.resources.map((resource) => {
    const own = changes.filter(([type]) => type === resource.type).map(([, values]) => values);
    return { ...resource, values: Object.assign({}, resource.values, ...own) };
  });
  return { ...plan, planned_values: { root_module: { resources } } };
}
