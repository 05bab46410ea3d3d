import type { SynthesizedStack } from "../terraform/manifest";
import { MissingProvidersError } from "../terraform/requirement-error";

/**
 * What a run learns about the providers that cannot be had: `terraform init` is the one that knows, wherever it looks.
 *
 * AWS is never among them: a plan without it would say nothing about this platform.
 */
export class MissingProviders {
  private readonly sources = new Set<string>();

  /** Notes what an init has failed for. False if it is something that no shadow may stand for. */
  learn(error: unknown): boolean {
    if (!(error instanceof MissingProvidersError) || error.providers.includes("hashicorp/aws")) return false;
    for (const source of error.providers) this.sources.add(source);
    return true;
  }

  /** Local names of the providers that the stack requires and that are known to be missing, in order. */
  of({ configuration }: SynthesizedStack): readonly string[] {
    const required = Object.entries(configuration.terraform?.required_providers ?? {});
    const missing = required.filter(([name, { source = name }]) => this.sources.has(withNamespace(source)));
    return missing.map(([name]) => name).sort();
  }
}

/** CDKTF writes the source without host and namespace. */
function withNamespace(source: string): string {
  const [type = "", namespace = "hashicorp"] = source.split("/").reverse();
  return `${namespace}/${type}`;
}
