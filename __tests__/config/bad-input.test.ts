import { expect, test } from "vitest";
import { SettingsError } from "../../src/config/settings-error";
import { load, problemsOf } from "./settings-folder";

const tfvars = (text: string) => ({ files: { "terraform.tfvars": text } });

test.each<[string, string, string]>([
  ["an unknown name", "api_replica = 3", "api_replica is no setting (terraform.tfvars); did you mean api_replicas?"],
  ["a name like no other", "zzz = 3", "zzz is no setting (terraform.tfvars); docs/settings.md lists them all"],
  ["a wrong type", 'az_count = "many"', "az_count must be a whole number from 1 to 6, got many (terraform.tfvars)"],
  ["a value out of range", "az_count = 9", "az_count must be a whole number from 1 to 6, got 9 (terraform.tfvars)"],
  [
    "a value out of AWS's range, with the reason",
    "kms_deletion_window_days = 3",
    "kms_deletion_window_days must be a whole number from 7 to 30, got 3 (terraform.tfvars); KMS allows no less than 7 and no more than 30",
  ],
  [
    "no CIDR",
    'vpc_cidr = "10.0.0/16"',
    "vpc_cidr must be an IPv4 network such as 10.0.0.0/16, got 10.0.0/16 (terraform.tfvars)",
  ],
  [
    "host bits in a CIDR",
    'vpc_cidr = "10.0.0.1/16"',
    "vpc_cidr must be the address of a network, got 10.0.0.1/16 (terraform.tfvars); clear the bits behind the prefix",
  ],
  [
    "a VPC that AWS does not make",
    'vpc_cidr = "10.0.0.0/8"',
    "vpc_cidr must be between /16 and /28, got 10.0.0.0/8 (terraform.tfvars); AWS makes no other VPC",
  ],
  [
    "a CIDR too small for its zones",
    'vpc_cidr = "10.0.0.0/26"',
    "vpc_cidr is too small for 3 zones (az_count): their subnets would be /30, AWS allows /28, got 10.0.0.0/26 (terraform.tfvars); take a larger network or fewer zones",
  ],
  [
    "an overlap of VPC and peer",
    'peer_cidrs = ["10.0.128.0/20"]',
    'peer_cidrs must not overlap other networks, got ["10.0.128.0/20"] (terraform.tfvars); 10.0.128.0/20 and 10.0.0.0/16 (vpc_cidr) share addresses',
  ],
  [
    "sizes out of order",
    "node_min_size = 5\nnode_desired_size = 4",
    "node_desired_size must lie between node_min_size (5) and node_max_size (10), got 4 (terraform.tfvars); widen the limits or change the desired size",
  ],
  [
    "x86 instances with an Arm image",
    'node_instance_types = ["m6i.2xlarge"]\nnode_ami_type = "BOTTLEROCKET_ARM_64"\nspot_node_group_enabled = false',
    'node_instance_types must be arm64 as node_ami_type BOTTLEROCKET_ARM_64 (terraform.tfvars) is, got ["m6i.2xlarge"] (terraform.tfvars); m6i.2xlarge boots another image; change one of the two',
  ],
  [
    "a GPU group without GPUs",
    'gpu_node_instance_types = ["m6i.2xlarge"]',
    'gpu_node_instance_types must have GPUs, got ["m6i.2xlarge"] (terraform.tfvars); m6i.2xlarge has none; take g5, g6 or g4dn',
  ],
  [
    "a role without its account",
    'aws_role_name = "Deployer"',
    "aws_role_name needs aws_account_id, got Deployer (terraform.tfvars); set aws_account_id to the account that holds the role",
  ],
  [
    "a Kubernetes version that is gone",
    'kubernetes_version = "1.28"',
    "cluster_version must be one of 1.31, 1.32, 1.33, 1.34, 1.35, 1.36, got 1.28 (terraform.tfvars, as kubernetes_version); EKS ended 1.28 on 2025-11-26",
  ],
  [
    "an S3 backend without a bucket",
    'state_backend = "s3"',
    "state_backend needs state_bucket, got s3 (terraform.tfvars); set state_bucket to the output state_bucket of the state stack",
  ],
  [
    "a secret in a file",
    'aws_role_external_id = "hush"',
    "aws_role_external_id is a secret and must not stand in a file (terraform.tfvars); set TF_VAR_aws_role_external_id instead",
  ],
  [
    "a secret key in another setting",
    'purpose = "AKIAIOSFODNN7EXAMPLE"',
    "purpose holds what looks like a secret key (terraform.tfvars); keep secrets in Secrets Manager and give their ARN",
  ],
  [
    "an instance type of unknown size",
    'node_instance_types = ["m99g.large"]\nnode_ami_type = "BOTTLEROCKET_ARM_64"\nspot_node_group_enabled = false',
    'node_instance_types holds m99g.large, whose size the app does not know, got ["m99g.large"] (terraform.tfvars); set node_schedulable_cpu_millicores_per_node, node_schedulable_memory_mib_per_node, pod_eni_capacity_per_node',
  ],
  [
    "an expression",
    'purpose = "x-${1 + 1}"',
    'purpose must be a literal value, got "x-${1 + 1}" (terraform.tfvars); variables files hold no expressions',
  ],
  [
    "subnets that overlap",
    'az_count = 2\npublic_subnet_cidrs = ["10.0.1.0/24", "10.0.1.0/25"]\nprivate_subnet_cidrs = ["10.0.11.0/24", "10.0.12.0/24"]',
    'public_subnet_cidrs must not overlap other networks, got ["10.0.1.0/24","10.0.1.0/25"] (terraform.tfvars); 10.0.1.0/25 and 10.0.1.0/24 (public_subnet_cidrs) share addresses',
  ],
  [
    "fewer subnets than zones",
    'public_subnet_cidrs = ["10.0.1.0/24"]\nprivate_subnet_cidrs = ["10.0.11.0/24", "10.0.12.0/24", "10.0.13.0/24"]',
    'public_subnet_cidrs must hold one network for each of the 3 zones (az_count), got ["10.0.1.0/24"] (terraform.tfvars); add the missing ones or change az_count',
  ],
  [
    "one zone twice",
    'availability_zones = ["eu-west-1a", "eu-west-1b", "eu-west-1a"]\naws_region = "eu-west-1"',
    'availability_zones must name each zone once, got ["eu-west-1a","eu-west-1b","eu-west-1a"] (terraform.tfvars); remove the second eu-west-1a',
  ],
  [
    "a zone of another region",
    'availability_zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]',
    'availability_zones must lie in aws_region ap-southeast-1 (default), got ["eu-west-1a","eu-west-1b","eu-west-1c"] (terraform.tfvars); eu-west-1a, eu-west-1b, eu-west-1c do not',
  ],
  [
    "no flag in an alias of one",
    'enable_nat_gateway_ha = "yes"',
    "enable_nat_gateway_ha must be true or false, got yes (terraform.tfvars)",
  ],
  [
    "a public endpoint for nobody",
    "cluster_endpoint_public_access_cidrs = []",
    "cluster_endpoint_public_access_cidrs must be a list of 1 to 40 values (each an IPv4 network such as 10.0.0.0/16), got [] (terraform.tfvars)",
  ],
  [
    "no way for nodes to reach the cluster",
    'cluster_endpoint_private_access = false\ncluster_endpoint_public_access_cidrs = ["203.0.113.0/24"]',
    "cluster_endpoint_private_access must be true where cluster_endpoint_public_access_cidrs is restricted, got false (terraform.tfvars); the nodes could not reach the cluster",
  ],
  [
    "a GPU image without a driver",
    'gpu_node_ami_type = "BOTTLEROCKET_x86_64"',
    "gpu_node_ami_type must be an image with an accelerator's driver, got BOTTLEROCKET_x86_64 (terraform.tfvars); leave it out, and the right one is taken",
  ],
  [
    "the deploying role among the administrators",
    'aws_account_id = "123456789012"\naws_role_name = "Deployer"\ncluster_admin_principal_arns = ["arn:aws:iam::123456789012:role/Deployer"]',
    'cluster_admin_principal_arns must not hold the role of aws_role_name Deployer, got ["arn:aws:iam::123456789012:role/Deployer"] (terraform.tfvars); it is an administrator by cluster_creator_admin',
  ],
  [
    "a state bucket made elsewhere than looked for",
    'state_backend = "s3"\nstate_bucket = "states"\nstate_region = "eu-west-1"',
    "state_region must be aws_region ap-southeast-1 (default) where the state stack makes the bucket, got eu-west-1 (terraform.tfvars); leave it out, or set state_bucket_managed to false",
  ],
  [
    "a foreign bucket without a name",
    "state_bucket_managed = false",
    "state_bucket_managed needs state_bucket where it is false, got false (terraform.tfvars); name the bucket that exists",
  ],
  [
    "one endpoint twice",
    'interface_endpoints = ["sts", "ec2", "sts"]',
    'interface_endpoints must name each service once, got ["sts","ec2","sts"] (terraform.tfvars); remove the second sts',
  ],
])("fails when there is %s, with one message", async (_what, text, message) => {
  expect(await problemsOf(tfvars(`${text}\n`))).toEqual([message]);
});

test("fails when HCL is malformed, with the line", async () => {
  const [message, ...others] = await problemsOf(tfvars("az_count = 3\nnode_instance_types = '[\"m7g.xlarge\"]'\n"));
  expect(message).toMatch(/^terraform\.tfvars line 2 cannot be read: .*[Qq]uotes.*\(`node_instance_types = /);
  expect(others).toEqual([]);
});

test("fails when a file that the user names is missing", async () => {
  expect(await problemsOf({ varFiles: ["prod.tfvars"] })).toEqual([
    "prod.tfvars does not exist; give --var-file or PLATFORM_VAR_FILES the path of a tfvars file",
  ]);
});

test("names a value of the environment and of a profile by its source", async () => {
  expect(await problemsOf({ environment: { TF_VAR_az_count: "9" } })).toEqual([
    "az_count must be a whole number from 1 to 6, got 9 (environment)",
  ]);
  expect(await problemsOf(tfvars('sizing_profile = "light"\nnode_min_size = 4\n'))).toEqual([
    "node_desired_size must lie between node_min_size (4) and node_max_size (4), got 3 (profile light); widen the limits or change the desired size",
  ]);
});

test("shows every problem at once", async () => {
  const text = 'az_count = 9\napi_replica = 3\naws_role_name = "x"\nstate_backend = "s3"\n';
  await expect(load(tfvars(text))).rejects.toThrow(SettingsError);
  expect(await problemsOf(tfvars(text))).toHaveLength(4);
});

test("never shows the value of a secret", async () => {
  const problems = await problemsOf(tfvars('aws_role_external_id = "hush"\n'));
  expect(problems.join()).not.toContain("hush");
});
