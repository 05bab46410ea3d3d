import type { SettingName, SettingValue } from "./settings";

type Profile = { readonly [K in SettingName]?: SettingValue<K> };

/**
 * Sizing profiles: typed tables that lie under every other source.
 *
 * Source: the published deployment profiles of the Tracecat EKS stack (light, and the default of about 100 concurrent
 * users), read 2026-11-20. Requests equal limits. Both run the platform's controllers on the app nodes, which
 * `capacity_reserved_*` pays for.
 */
export const profiles = {
  light: {
    system_node_group_enabled: false,
    api_replicas: 2,
    worker_replicas: 2,
    executor_replicas: 2,
    agent_executor_replicas: 1,
    ui_replicas: 1,
    api_cpu_request_millicores: 500,
    api_memory_request_mib: 1024,
    worker_cpu_request_millicores: 500,
    worker_memory_request_mib: 1024,
    executor_cpu_request_millicores: 750,
    executor_memory_request_mib: 2048,
    agent_executor_cpu_request_millicores: 500,
    agent_executor_memory_request_mib: 1024,
    ui_cpu_request_millicores: 250,
    ui_memory_request_mib: 512,
    node_instance_types: ["m7g.xlarge"],
    node_ami_type: "AL2023_ARM_64_STANDARD",
    node_min_size: 3,
    node_desired_size: 3,
    node_max_size: 4,
    spot_node_group_enabled: false,
    node_schedulable_cpu_millicores_per_node: 4000,
    node_schedulable_memory_mib_per_node: 16384,
    capacity_reserved_cpu_millicores: 3000,
    capacity_reserved_memory_mib: 8192,
    rds_instance_class: "db.t4g.medium",
  },
  standard: {
    system_node_group_enabled: false,
    api_replicas: 2,
    worker_replicas: 4,
    executor_replicas: 4,
    agent_executor_replicas: 2,
    ui_replicas: 2,
    api_cpu_request_millicores: 2000,
    api_memory_request_mib: 4096,
    worker_cpu_request_millicores: 2000,
    worker_memory_request_mib: 2048,
    executor_cpu_request_millicores: 4000,
    executor_memory_request_mib: 8192,
    agent_executor_cpu_request_millicores: 2000,
    agent_executor_memory_request_mib: 8192,
    ui_cpu_request_millicores: 500,
    ui_memory_request_mib: 512,
    node_instance_types: ["m7g.2xlarge"],
    node_min_size: 8,
    node_desired_size: 8,
    node_max_size: 12,
    spot_node_group_enabled: true,
    spot_node_instance_types: ["m7g.2xlarge"],
    spot_node_min_size: 2,
    spot_node_desired_size: 2,
    spot_node_max_size: 4,
    node_schedulable_cpu_millicores_per_node: 8000,
    node_schedulable_memory_mib_per_node: 32768,
    pod_eni_capacity_per_node: 16,
    rollout_surge_percent: 25,
    capacity_reserved_cpu_millicores: 3000,
    capacity_reserved_memory_mib: 8192,
    capacity_reserved_pod_eni: 8,
    rds_instance_class: "db.t4g.medium",
  },
  custom: {},
} satisfies Record<SettingValue<"sizing_profile">, Profile>;
