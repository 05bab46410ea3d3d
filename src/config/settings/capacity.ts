import { z } from "zod";
import { count, flag, optional } from "../schemas";
import { structural, tunable } from "../setting";

const replicas = (component: string, number: number) =>
  tunable(count(0, 500), { default: number, description: `Replicas of the ${component}.` });

const cpu = (component: string, millicores: number) =>
  tunable(count(10, 192_000), {
    default: millicores,
    description: `CPU of one ${component} pod in millicores, request and limit alike.`,
  });

const memory = (component: string, mib: number) =>
  tunable(count(16, 1_536_000), {
    default: mib,
    description: `Memory of one ${component} pod in MiB, request and limit alike.`,
  });

const autoscaling = (component: string) =>
  structural(flag, {
    default: false,
    description: `Scales the ${component} with the depth of its queue; capacity is then planned for the maximum.`,
  });

const maximum = (component: string) =>
  tunable(count(1, 500), { default: 8, description: `Most replicas of the ${component} where it is autoscaled.` });

export const capacity = {
  api_replicas: replicas("API", 2),
  api_cpu_request_millicores: cpu("API", 500),
  api_memory_request_mib: memory("API", 1024),

  worker_replicas: replicas("worker", 2),
  worker_cpu_request_millicores: cpu("worker", 500),
  worker_memory_request_mib: memory("worker", 1024),
  worker_autoscaling_enabled: autoscaling("worker"),
  worker_autoscaling_max_replicas: maximum("worker"),

  executor_replicas: replicas("executor", 2),
  executor_cpu_request_millicores: cpu("executor", 750),
  executor_memory_request_mib: memory("executor", 2048),
  executor_autoscaling_enabled: autoscaling("executor"),
  executor_autoscaling_max_replicas: maximum("executor"),

  agent_executor_replicas: replicas("agent executor", 1),
  agent_executor_cpu_request_millicores: cpu("agent executor", 500),
  agent_executor_memory_request_mib: memory("agent executor", 1024),
  agent_executor_autoscaling_enabled: autoscaling("agent executor"),
  agent_executor_autoscaling_max_replicas: maximum("agent executor"),

  ui_replicas: replicas("user interface", 1),
  ui_cpu_request_millicores: cpu("user interface", 250),
  ui_memory_request_mib: memory("user interface", 512),

  agent_worker_enabled: structural(flag, { default: false, description: "Runs the agent worker." }),
  agent_worker_replicas: replicas("agent worker", 2),
  agent_worker_cpu_request_millicores: cpu("agent worker", 2000),
  agent_worker_memory_request_mib: memory("agent worker", 2048),

  litellm_enabled: structural(flag, { default: false, description: "Runs the LiteLLM proxy." }),
  litellm_replicas: replicas("LiteLLM proxy", 2),
  litellm_cpu_request_millicores: cpu("LiteLLM", 4000),
  litellm_memory_request_mib: memory("LiteLLM", 8192),

  mcp_enabled: structural(flag, { default: false, description: "Runs the MCP server." }),
  mcp_replicas: replicas("MCP server", 2),
  mcp_cpu_request_millicores: cpu("MCP", 1000),
  mcp_memory_request_mib: memory("MCP", 1024),

  temporal_mode: structural(z.enum(["self-hosted", "cloud"]), {
    default: "cloud",
    description: "Where Temporal runs: `self-hosted` counts its server among the cluster's pods.",
  }),
  temporal_replicas: replicas("self-hosted Temporal server", 1),
  temporal_cpu_request_millicores: cpu("Temporal server", 4000),
  temporal_memory_request_mib: memory("Temporal server", 8192),

  rollout_surge_percent: tunable(count(0, 100), {
    default: 25,
    description: "Extra replicas of each component while a rollout runs, in percent, rounded up.",
  }),
  capacity_reserved_cpu_millicores: tunable(count(0, 1_000_000), {
    default: 3000,
    description: "CPU kept free for DaemonSets and controllers, in millicores over all nodes.",
  }),
  capacity_reserved_memory_mib: tunable(count(0, 10_000_000), {
    default: 8192,
    description: "Memory kept free for DaemonSets and controllers, in MiB over all nodes.",
  }),
  capacity_reserved_pod_eni: tunable(count(0, 10_000), {
    default: 8,
    description: "Pod network interfaces kept free for other pods with security groups, over all nodes.",
  }),
  node_schedulable_cpu_millicores_per_node: tunable(optional(count(100, 448_000)), {
    default: null,
    description:
      "CPU that pods may request on one app or spot node, in millicores; needed for instance types that the app does not know.",
    defaultText: "what the smallest of the instance types leaves after kube-reserved",
    example: 7910,
  }),
  node_schedulable_memory_mib_per_node: tunable(optional(count(256, 25_000_000)), {
    default: null,
    description:
      "Memory that pods may request on one app or spot node, in MiB; needed for instance types that the app does not know.",
    defaultText: "what the smallest of the instance types leaves after kube-reserved and the VM's own share",
    example: 29000,
  }),
  pod_eni_capacity_per_node: tunable(optional(count(0, 1000)), {
    default: null,
    description:
      "Pods with security groups that one app or spot node carries; needed for instance types that the app does not know.",
    defaultText: "branch network interfaces of the smallest of the instance types",
    example: 38,
  }),
  database_connections_per_pod: tunable(count(0, 500), {
    default: 15,
    description: "Database connections that each pod of the workload may open: its pool and overflow.",
  }),
};
