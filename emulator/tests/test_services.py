"""The changes to moto's own services, each with the reason it was made for."""

import json

from botocore.exceptions import ClientError
from tests.support import EmulatorTest, client, make_subnets, unique


class Ec2(EmulatorTest):
    def setUp(self) -> None:
        self.ec2 = client("ec2")

    def test_tags_of_a_launch_template_are_no_part_of_its_data(self) -> None:
        made = self.ec2.create_launch_template(
            LaunchTemplateName=unique("template"),
            LaunchTemplateData={"TagSpecifications": [{"ResourceType": "instance", "Tags": [{"Key": "a", "Value": "1"}]}]},
            TagSpecifications=[{"ResourceType": "launch-template", "Tags": [{"Key": "b", "Value": "2"}]}],
        )["LaunchTemplate"]
        version = self.ec2.describe_launch_template_versions(LaunchTemplateId=made["LaunchTemplateId"])["LaunchTemplateVersions"][0]
        self.assertEqual([entry["ResourceType"] for entry in version["LaunchTemplateData"]["TagSpecifications"]], ["instance"])
        self.assertEqual(made["Tags"], [{"Key": "b", "Value": "2"}])

    def test_changed_tags_of_a_launch_template_are_shown(self) -> None:
        template_id = self.ec2.create_launch_template(
            LaunchTemplateName=unique("template"), LaunchTemplateData={"InstanceType": "m7g.large"}
        )["LaunchTemplate"]["LaunchTemplateId"]
        self.ec2.create_tags(Resources=[template_id], Tags=[{"Key": "a", "Value": "1"}])
        shown = self.ec2.describe_launch_templates(LaunchTemplateIds=[template_id])["LaunchTemplates"][0]
        self.assertEqual(shown["Tags"], [{"Key": "a", "Value": "1"}])

    def test_the_interface_of_a_nat_gateway_goes_with_it(self) -> None:
        subnet = make_subnets("a")[0]
        address = self.ec2.allocate_address(Domain="vpc")["AllocationId"]
        gateway = self.ec2.create_nat_gateway(SubnetId=subnet, AllocationId=address)["NatGateway"]["NatGatewayId"]
        self.assert_refused("DependencyViolation", "eni-", self.ec2.delete_subnet, SubnetId=subnet)
        self.ec2.delete_nat_gateway(NatGatewayId=gateway)
        self.ec2.delete_subnet(SubnetId=subnet)

    def test_fails_when_what_is_in_use_is_deleted(self) -> None:
        vpc = self.ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
        used, user = (
            self.ec2.create_security_group(GroupName=unique("group"), Description="test", VpcId=vpc)["GroupId"] for _ in range(2)
        )
        permission = {"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": used}]}
        self.ec2.authorize_security_group_ingress(GroupId=user, IpPermissions=[permission])
        self.assert_refused("DependencyViolation", user, self.ec2.delete_security_group, GroupId=used)
        self.assert_refused("DependencyViolation", used, self.ec2.delete_vpc, VpcId=vpc)
        self.ec2.delete_security_group(GroupId=user)
        self.ec2.delete_security_group(GroupId=used)
        gateway = self.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        self.ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
        self.assert_refused("DependencyViolation", gateway, self.ec2.delete_vpc, VpcId=vpc)
        self.ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
        self.ec2.delete_vpc(VpcId=vpc)

    def test_a_rule_about_another_group_keeps_its_description(self) -> None:
        vpc = self.ec2.create_vpc(CidrBlock="10.8.0.0/16")["Vpc"]["VpcId"]
        group = self.ec2.create_security_group(GroupName=unique("group"), Description="test", VpcId=vpc)["GroupId"]
        pair = {"GroupId": group, "Description": "node to node"}
        permission = {"IpProtocol": "-1", "UserIdGroupPairs": [pair]}
        self.ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[permission])
        rules = self.ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group]}])["SecurityGroupRules"]
        self.assertIn("node to node", [rule.get("Description") for rule in rules])

    def test_zones_are_found_without_local_ones(self) -> None:
        filters = [{"Name": "opt-in-status", "Values": ["opt-in-not-required"]}, {"Name": "zone-type", "Values": ["availability-zone"]}]
        for region in ("us-east-1", "us-west-2", "eu-central-1"):
            zones = client("ec2", region).describe_availability_zones(Filters=filters)["AvailabilityZones"]
            self.assertGreaterEqual(len(zones), 3)
            self.assertEqual({zone["ZoneType"] for zone in zones}, {"availability-zone"})


class Kms(EmulatorTest):
    def test_the_rotation_period_is_kept(self) -> None:
        kms = client("kms")
        key = kms.create_key()["KeyMetadata"]["KeyId"]
        self.assertNotIn("RotationPeriodInDays", kms.get_key_rotation_status(KeyId=key))
        kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=180)
        self.assertEqual(kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"], 180)
        kms.enable_key_rotation(KeyId=key)
        self.assertEqual(kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"], 365)

    def test_keys_of_aws_are_told_from_the_customers(self) -> None:
        kms = client("kms")
        self.assertEqual(kms.describe_key(KeyId="alias/aws/dynamodb")["KeyMetadata"]["KeyManager"], "AWS")
        self.assertEqual(kms.create_key()["KeyMetadata"]["KeyManager"], "CUSTOMER")


class Iam(EmulatorTest):
    def test_a_bucket_that_refuses_plain_http_still_answers(self) -> None:
        s3, bucket = client("s3"), unique("tls-only")
        s3.create_bucket(Bucket=bucket)
        statement = {
            "Effect": "Deny",
            "Principal": "*",
            "Action": "s3:*",
            "Resource": [f"arn:aws:s3:::{bucket}", f"arn:aws:s3:::{bucket}/*"],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
        s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
        s3.put_object(Bucket=bucket, Key="state", Body=b"{}")
        self.assertEqual(s3.get_object(Bucket=bucket, Key="state")["Body"].read(), b"{}")

    def test_a_deny_without_a_condition_denies(self) -> None:
        s3, bucket = client("s3"), unique("closed")
        s3.create_bucket(Bucket=bucket)
        statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": f"arn:aws:s3:::{bucket}/*"}
        s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
        self.assert_refused("403", "", s3.put_object, Bucket=bucket, Key="state", Body=b"{}")

    def test_aws_own_policies_exist(self) -> None:
        for name in ("AmazonEKSClusterPolicy", "AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonSSMManagedInstanceCore"):
            self.assertEqual(client("iam").get_policy(PolicyArn=f"arn:aws:iam::aws:policy/{name}")["Policy"]["PolicyName"], name)


class Route53(EmulatorTest):
    def test_a_zone_made_with_a_vpc_is_private_and_shows_the_vpc(self) -> None:
        vpc = client("ec2").create_vpc(CidrBlock="10.8.0.0/16")["Vpc"]["VpcId"]
        zone = client("route53").create_hosted_zone(
            Name=f"{unique('private')}.example", CallerReference=unique("r"), VPC={"VPCId": vpc, "VPCRegion": "us-east-1"}
        )["HostedZone"]
        shown = client("route53").get_hosted_zone(Id=zone["Id"])
        self.assertTrue(shown["HostedZone"]["Config"]["PrivateZone"])
        self.assertEqual(shown["VPCs"], [{"VPCId": vpc, "VPCRegion": "us-east-1"}])
        self.assertNotIn("DelegationSet", shown)


class S3(EmulatorTest):
    def enable_logging(self, statement: dict) -> None:
        """Makes a bucket log to another one whose policy holds the statement beside a TLS-only one."""
        s3 = client("s3")
        source, target = unique("source"), unique("target")
        for bucket in (source, target):
            s3.create_bucket(Bucket=bucket)
        plain = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": f"arn:aws:s3:::{target}/*",
                 "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
        allow = {"Effect": "Allow", "Resource": [f"arn:aws:s3:::{target}/*"], **statement}
        s3.put_bucket_policy(Bucket=target, Policy=json.dumps({"Version": "2012-10-17", "Statement": [plain, allow]}))
        logging = {"LoggingEnabled": {"TargetBucket": target, "TargetPrefix": "state/"}}
        s3.put_bucket_logging(Bucket=source, BucketLoggingStatus=logging)

    def test_access_logs_are_let_in_by_a_policy_with_lists(self) -> None:
        self.enable_logging({"Principal": {"Service": ["logging.s3.amazonaws.com"]}, "Action": ["s3:PutObject"]})

    def test_a_versioned_bucket_with_a_delete_marker_can_be_emptied(self) -> None:
        s3, bucket = client("s3"), unique("versioned")
        s3.create_bucket(Bucket=bucket)
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
        s3.put_object(Bucket=bucket, Key="a.tflock", Body=b"lock")
        s3.delete_object(Bucket=bucket, Key="a.tflock")
        listed = s3.list_object_versions(Bucket=bucket)
        for entry in [*listed["Versions"], *listed["DeleteMarkers"]]:
            s3.delete_object(Bucket=bucket, Key=entry["Key"], VersionId=entry["VersionId"])
        s3.delete_bucket(Bucket=bucket)

    def test_fails_when_the_policy_lets_no_logs_in(self) -> None:
        with self.assertRaises(ClientError) as refused:
            self.enable_logging({"Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "s3:PutObject"})
        self.assertEqual(refused.exception.response["Error"]["Code"], "InvalidTargetBucketForLogging")


class Ssm(EmulatorTest):
    def value(self, name: str, region: str = "us-east-1") -> str:
        return client("ssm", region).get_parameter(Name=f"/aws/service/{name}")["Parameter"]["Value"]

    def test_public_parameters_name_the_images_of_nodes(self) -> None:
        for flavour in ("", "-nvidia", "-fips", "-nvidia-fips"):
            for architecture in ("x86_64", "arm64"):
                name = f"bottlerocket/aws-k8s-1.35{flavour}/{architecture}/latest"
                self.assertRegex(self.value(f"{name}/image_id"), r"^ami-[0-9a-f]{17}$")
                self.assertRegex(self.value(f"{name}/image_version"), r"^\d+\.\d+\.\d+-[0-9a-f]{8}$")
        for variant in ("x86_64/standard", "x86_64/nvidia", "x86_64/neuron", "arm64/standard", "arm64/nvidia"):
            name = f"eks/optimized-ami/1.35/amazon-linux-2023/{variant}/recommended"
            self.assertRegex(self.value(f"{name}/image_id"), r"^ami-[0-9a-f]{17}$")
            self.assertRegex(self.value(f"{name}/release_version"), r"^1\.35\.\d+-\d{8}$")

    def test_images_differ_by_region_and_not_by_run(self) -> None:
        name = "bottlerocket/aws-k8s-1.35/arm64/latest/image_id"
        self.assertNotEqual(self.value(name), self.value(name, "eu-central-1"))
        self.assertEqual(self.value(name), "ami-b7db79cdb0b0a7139")

    def test_fails_when_kubernetes_is_too_old_for_an_image(self) -> None:
        name = "/aws/service/bottlerocket/aws-k8s-1.20/arm64/latest/image_id"
        self.assert_refused("ParameterNotFound", name, client("ssm").get_parameter, Name=name)

    def test_a_release_version_from_the_parameters_suits_a_node_group(self) -> None:
        from platform_emulator.services.eks.node_group_rules import check_release_version

        check_release_version(self.value("bottlerocket/aws-k8s-1.35/arm64/latest/image_version"), "BOTTLEROCKET_ARM_64", "1.35")
        name = "eks/optimized-ami/1.35/amazon-linux-2023/arm64/standard/recommended/release_version"
        check_release_version(self.value(name), "AL2023_ARM_64_STANDARD", "1.35")
