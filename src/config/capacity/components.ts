import type { Settings } from "../settings-store";
import type { NumericName } from "./arithmetic";

/** One kind of pod of the workload, as capacity counts it. */
export interface Component {
  readonly name: string;
  /** Replicas that capacity is planned for: the autoscaler's maximum where one runs. */
  readonly replicas: NumericName;
  readonly cpu: NumericName;
  readonly memory: NumericName;
  /** Whether its pods hold a connection pool of their own to the database. */
  readonly connects: boolean;
}

type ComponentName = NumericName extends infer Name
  ? Name extends `${infer C}_cpu_request_millicores`
    ? C
    : never
  : never;

function component(name: ComponentName, replicas: NumericName, connects: boolean): Component {
  return { name, replicas, cpu: `${name}_cpu_request_millicores`, memory: `${name}_memory_request_mib`, connects };
}

/**
 * The pods that run with these settings, the largest first, which makes dealing them out to nodes fair.
 */
export function componentsOf(settings: Settings): readonly Component[] {
  const scaled = (name: "worker" | "executor" | "agent_executor"): NumericName =>
    settings[`${name}_autoscaling_enabled`] ? `${name}_autoscaling_max_replicas` : `${name}_replicas`;
  return [
    ...(settings.temporal_mode === "self-hosted" ? [component("temporal", "temporal_replicas", false)] : []),
    ...(settings.litellm_enabled ? [component("litellm", "litellm_replicas", false)] : []),
    component("executor", scaled("executor"), true),
    component("agent_executor", scaled("agent_executor"), true),
    component("api", "api_replicas", true),
    component("worker", scaled("worker"), true),
    ...(settings.agent_worker_enabled ? [component("agent_worker", "agent_worker_replicas", true)] : []),
    ...(settings.mcp_enabled ? [component("mcp", "mcp_replicas", false)] : []),
    component("ui", "ui_replicas", false),
  ];
}
