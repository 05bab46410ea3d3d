"""Wrong requests are refused with the member named, right ones are not, whatever the protocol of the service."""

from typing import Any

from tests.support import EmulatorTest, ask, client, make_role, make_subnets, unique

TRUST = "{}"
XML_SERVICES = ("ec2", "iam", "s3", "route53", "sts", "autoscaling")

#: Service, operation, arguments, and the words that must name the member: one row a rule.
WRONG: list[tuple[str, str, dict[str, Any], str]] = [
    ("eks", "create_cluster", {"name": "c", "resourcesVpcConfig": {}}, "roleArn is required"),
    ("eks", "create_cluster", {"name": "-c", "roleArn": "r", "resourcesVpcConfig": {}}, "name is '-c'"),
    (
        "eks",
        "create_cluster",
        {"name": "c", "roleArn": "r", "resourcesVpcConfig": {}, "accessConfig": {"authenticationMode": "IAM"}},
        "accessConfig.authenticationMode is 'IAM'",
    ),
    (
        "eks",
        "create_nodegroup",
        {"clusterName": "c", "nodegroupName": "n", "subnets": [], "nodeRole": "r", "amiType": "BOTTLEROCKET_ARM"},
        "amiType is 'BOTTLEROCKET_ARM'",
    ),
    (
        "eks",
        "create_nodegroup",
        {"clusterName": "c", "nodegroupName": "n", "subnets": [], "nodeRole": "r", "scalingConfig": {"minSize": -1}},
        "scalingConfig.minSize is -1, at least 0 needed",
    ),
    (
        "eks",
        "create_nodegroup",
        {"clusterName": "c", "nodegroupName": "n", "subnets": [], "nodeRole": "r", "taints": [{"key": "k", "effect": "NoSchedule"}]},
        "taints[0].effect is 'NoSchedule'",
    ),
    ("eks", "create_addon", {"clusterName": "c", "addonName": "a", "resolveConflicts": "REPLACE"}, "resolveConflicts is 'REPLACE'"),
    ("ec2", "create_subnet", {"CidrBlock": "10.0.0.0/24"}, "VpcId is required"),
    ("ec2", "create_flow_logs", {"ResourceIds": ["vpc-1"], "ResourceType": "Vpc"}, "ResourceType is 'Vpc'"),
    (
        "ec2",
        "create_launch_template",
        {"LaunchTemplateName": "abc", "VersionDescription": "x" * 256, "LaunchTemplateData": {"InstanceType": "m7g.large"}},
        "VersionDescription has 256 characters, at most 255 allowed",
    ),
    (
        "ec2",
        "create_launch_template",
        {"LaunchTemplateName": "abc", "LaunchTemplateData": {"MetadataOptions": {"HttpTokens": "always"}}},
        "LaunchTemplateData.MetadataOptions.HttpTokens is 'always'",
    ),
    ("iam", "create_role", {"RoleName": "a b", "AssumeRolePolicyDocument": TRUST}, "RoleName is 'a b'"),
    ("iam", "create_role", {"RoleName": "x" * 65, "AssumeRolePolicyDocument": TRUST}, "RoleName has 65 characters, at most 64 allowed"),
    ("iam", "create_role", {"RoleName": "r"}, "AssumeRolePolicyDocument is required"),
    (
        "iam",
        "create_role",
        {"RoleName": "r", "AssumeRolePolicyDocument": TRUST, "MaxSessionDuration": 60},
        "MaxSessionDuration is 60, at least 3600 needed",
    ),
    ("iam", "create_policy", {"PolicyName": "p", "PolicyDocument": ""}, "PolicyDocument has 0 characters"),
    ("iam", "create_open_id_connect_provider", {"Url": "", "ThumbprintList": []}, "Url has 0 characters"),
    ("kms", "create_key", {"KeySpec": "AES_512"}, "KeySpec is 'AES_512'"),
    ("kms", "enable_key_rotation", {"KeyId": "k", "RotationPeriodInDays": 30}, "RotationPeriodInDays is 30, at least 90 needed"),
    ("kms", "create_alias", {"AliasName": "alias/a b", "TargetKeyId": "k"}, "AliasName is 'alias/a b'"),
    ("logs", "create_log_group", {"logGroupName": "a?b"}, "logGroupName is 'a?b'"),
    ("logs", "create_log_group", {"logGroupName": "x" * 513}, "logGroupName has 513 characters, at most 512 allowed"),
    ("logs", "put_retention_policy", {"logGroupName": "g"}, "retentionInDays is required"),
    (
        "s3",
        "put_bucket_versioning",
        {"Bucket": "bucket", "VersioningConfiguration": {"Status": "On"}},
        "VersioningConfiguration.Status is 'On'",
    ),
    (
        "s3",
        "put_bucket_lifecycle_configuration",
        {"Bucket": "bucket", "LifecycleConfiguration": {"Rules": [{"ID": "r", "Status": "on", "Filter": {"Prefix": ""}}]}},
        "LifecycleConfiguration.Rules[0].Status is 'on'",
    ),
    ("dynamodb", "create_table", {"AttributeDefinitions": [], "KeySchema": [{"AttributeName": "k", "KeyType": "HASH"}]}, "TableName is required"),
    (
        "dynamodb",
        "create_table",
        {"TableName": "table", "AttributeDefinitions": [{"AttributeName": "k", "AttributeType": "String"}], "KeySchema": []},
        "AttributeDefinitions[0].AttributeType is 'String'",
    ),
    ("route53", "create_hosted_zone", {"Name": "example.com"}, "CallerReference is required"),
    (
        "route53",
        "change_resource_record_sets",
        {
            "HostedZoneId": "Z1",
            "ChangeBatch": {"Changes": [{"Action": "MAKE", "ResourceRecordSet": {"Name": "a.example.com", "Type": "A"}}]},
        },
        "ChangeBatch.Changes[0].Action is 'MAKE'",
    ),
    ("acm", "request_certificate", {"DomainName": "not a name"}, "DomainName is 'not a name'"),
    ("acm", "request_certificate", {"DomainName": "example.com", "ValidationMethod": "PHONE"}, "ValidationMethod is 'PHONE'"),
    ("ssm", "put_parameter", {"Name": "n", "Value": "v", "Type": "Text"}, "Type is 'Text'"),
    ("sts", "assume_role", {"RoleArn": "arn:aws:iam::123456789012:role/r", "RoleSessionName": "a b"}, "RoleSessionName is 'a b'"),
    (
        "autoscaling",
        "create_or_update_tags",
        {"Tags": [{"ResourceId": "g", "ResourceType": "auto-scaling-group"}]},
        "Tags[0].Key is required",
    ),
]

RIGHT: list[tuple[str, str, dict[str, Any]]] = [
    ("ec2", "create_vpc", {"CidrBlock": "10.1.0.0/16"}),
    ("ec2", "describe_instance_types", {"InstanceTypes": ["m7g.large"]}),
    (
        "ec2",
        "describe_availability_zones",
        {"Filters": [{"Name": "opt-in-status", "Values": ["opt-in-not-required"]}, {"Name": "zone-type", "Values": ["availability-zone"]}]},
    ),
    ("kms", "create_key", {"KeySpec": "SYMMETRIC_DEFAULT", "Tags": [{"TagKey": "a", "TagValue": ""}]}),
    ("logs", "create_log_group", {"logGroupName": "/aws/eks/right_1.a#b/cluster"}),
    ("s3", "create_bucket", {"Bucket": "right-bucket"}),
    (
        "dynamodb",
        "create_table",
        {
            "TableName": "right-lock",
            "AttributeDefinitions": [{"AttributeName": "LockID", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "LockID", "KeyType": "HASH"}],
            "BillingMode": "PAY_PER_REQUEST",
        },
    ),
    ("route53", "create_hosted_zone", {"Name": "right.example", "CallerReference": "1"}),
    ("acm", "request_certificate", {"DomainName": "*.right.example", "ValidationMethod": "DNS"}),
    ("ssm", "put_parameter", {"Name": "/right/one", "Value": "v", "Type": "SecureString"}),
    ("sts", "get_caller_identity", {}),
    ("eks", "describe_addon_versions", {"addonName": "vpc-cni", "kubernetesVersion": "1.35"}),
    ("eks", "list_clusters", {}),
]


class Strict(EmulatorTest):
    def test_wrong_requests_are_refused_with_the_member_named(self) -> None:
        for service, operation, arguments, words in WRONG:
            with self.subTest(f"{service} {operation}: {words}"):
                code = "ValidationError" if service in XML_SERVICES else "ValidationException"
                self.assert_refused(code, words, getattr(client(service), operation), **arguments)

    def test_right_requests_are_accepted(self) -> None:
        for service, operation, arguments in RIGHT:
            with self.subTest(f"{service} {operation}"):
                answer = getattr(client(service), operation)(**arguments)
                self.assertLess(answer["ResponseMetadata"]["HTTPStatusCode"], 300)

    def test_an_instance_type_newer_than_the_models_is_no_violation(self) -> None:
        answer = client("ec2").create_launch_template(
            LaunchTemplateName=unique("new-type"), LaunchTemplateData={"InstanceType": "m99g.large"}
        )
        self.assertIn("LaunchTemplate", answer)

    def test_statistics_count_checked_and_refused_requests(self) -> None:
        before = ask("statistics")[1]
        client("sts").get_caller_identity()
        self.assert_refused("ValidationException", "KeySpec", client("kms").create_key, KeySpec="COUNTED")
        after = ask("statistics")[1]
        self.assertEqual(after["checked"], before["checked"] + 2)
        self.assertEqual(after["refused"], before["refused"] + 1)
        self.assertIn("kms CreateKey: KeySpec is 'COUNTED'", after["refusals"][-1])

    def test_all_violations_of_a_request_come_in_one_message(self) -> None:
        with self.assertRaisesRegex(Exception, "roleArn is required; resourcesVpcConfig is required"):
            client("eks").create_cluster(name="c")

    def test_an_operation_that_moto_lacks_is_refused_at_once_and_by_name(self) -> None:
        self.assert_refused("NotImplemented", "the emulator lacks ec2 CreateIpam", client("ec2").create_ipam)

    def test_every_request_of_these_tests_could_be_checked(self) -> None:
        make_role()
        make_subnets()
        self.assertEqual(ask("statistics")[1]["unchecked_reasons"], [])
