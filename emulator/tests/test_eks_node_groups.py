"""Managed node groups and the auto scaling groups behind them."""

from typing import Any

from tests.support import EmulatorTest, client, make_cluster, make_node_group, make_subnets, unique


def make_template(**data: Any) -> dict[str, str]:
    """A reference to a launch template with this data."""
    name = unique("template")
    template = client("ec2").create_launch_template(LaunchTemplateName=name, LaunchTemplateData={"UserData": "YQ==", **data})
    return {"id": template["LaunchTemplate"]["LaunchTemplateId"], "version": "1"}


class NodeGroups(EmulatorTest):
    @classmethod
    def setUpClass(cls) -> None:
        cls.eks = client("eks")
        cls.cluster = make_cluster()

    def describe(self, group: dict[str, Any]) -> dict[str, Any]:
        return self.eks.describe_nodegroup(clusterName=self.cluster["name"], nodegroupName=group["nodegroupName"])["nodegroup"]

    def update(self, group: dict[str, Any], **change: Any) -> dict[str, Any]:
        self.eks.update_nodegroup_config(clusterName=self.cluster["name"], nodegroupName=group["nodegroupName"], **change)
        return self.describe(group)

    def test_a_node_group_shows_what_it_was_made_with(self) -> None:
        template = make_template()
        made = make_node_group(
            self.cluster,
            amiType="BOTTLEROCKET_ARM_64",
            instanceTypes=["m7g.large", "m6g.large"],
            capacityType="SPOT",
            labels={"workload": "app"},
            taints=[{"key": "spot", "value": "true", "effect": "NO_SCHEDULE"}],
            updateConfig={"maxUnavailablePercentage": 33},
            nodeRepairConfig={"enabled": True},
            launchTemplate=template,
        )
        group = self.describe(made)
        self.assertEqual(group["status"], "ACTIVE")
        self.assertEqual(group["version"], "1.35")
        self.assertEqual(group["amiType"], "BOTTLEROCKET_ARM_64")
        self.assertEqual(group["instanceTypes"], ["m7g.large", "m6g.large"])
        self.assertEqual(group["labels"], {"workload": "app"})
        self.assertEqual(group["taints"], [{"key": "spot", "value": "true", "effect": "NO_SCHEDULE"}])
        self.assertEqual(group["updateConfig"], {"maxUnavailablePercentage": 33})
        self.assertEqual(group["nodeRepairConfig"], {"enabled": True})
        self.assertEqual(group["launchTemplate"]["id"], template["id"])
        self.assertNotIn("diskSize", group)
        self.assertNotIn("remoteAccess", group)

    def test_without_a_launch_template_the_disk_has_its_default_size(self) -> None:
        self.assertEqual(self.describe(make_node_group(self.cluster))["diskSize"], 20)

    def test_the_auto_scaling_group_exists_takes_tags_and_goes(self) -> None:
        group = make_node_group(self.cluster)
        name = group["resources"]["autoScalingGroups"][0]["name"]
        autoscaling = client("autoscaling")
        tag = {"ResourceId": name, "ResourceType": "auto-scaling-group", "Key": "k", "Value": "v", "PropagateAtLaunch": False}
        autoscaling.create_or_update_tags(Tags=[tag])
        found = autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"][0]
        self.assertEqual((found["MinSize"], found["DesiredCapacity"], found["MaxSize"]), (1, 2, 3))
        self.assertLessEqual({"k", "eks:nodegroup-name", "k8s.io/cluster-autoscaler/enabled"}, {tag["Key"] for tag in found["Tags"]})
        self.eks.delete_nodegroup(clusterName=self.cluster["name"], nodegroupName=group["nodegroupName"])
        self.assertEqual(autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"], [])
        filters = [{"Name": "auto-scaling-group", "Values": [name]}]
        self.assertEqual(autoscaling.describe_tags(Filters=filters)["Tags"], [])

    def test_scaling_reaches_the_auto_scaling_group(self) -> None:
        group = self.update(make_node_group(self.cluster), scalingConfig={"minSize": 0, "desiredSize": 5, "maxSize": 9})
        name = group["resources"]["autoScalingGroups"][0]["name"]
        found = client("autoscaling").describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"][0]
        self.assertEqual((found["MinSize"], found["DesiredCapacity"], found["MaxSize"]), (0, 5, 9))

    def test_labels_and_taints_are_changed_by_difference(self) -> None:
        made = make_node_group(self.cluster, labels={"a": "1", "b": "1"}, taints=[{"key": "t", "value": "1", "effect": "NO_SCHEDULE"}])
        group = self.update(
            made,
            labels={"addOrUpdateLabels": {"a": "2"}, "removeLabels": ["b"]},
            taints={
                "addOrUpdateTaints": [{"key": "u", "effect": "NO_EXECUTE"}],
                "removeTaints": [{"key": "t", "value": "1", "effect": "NO_SCHEDULE"}],
            },
        )
        self.assertEqual(group["labels"], {"a": "2"})
        self.assertEqual(group["taints"], [{"key": "u", "effect": "NO_EXECUTE"}])

    def test_a_new_version_of_the_launch_template_is_rolled_out(self) -> None:
        template = make_template()
        group = make_node_group(self.cluster, launchTemplate=template)
        client("ec2").create_launch_template_version(LaunchTemplateId=template["id"], LaunchTemplateData={"UserData": "Yg=="})
        self.eks.update_nodegroup_version(
            clusterName=self.cluster["name"], nodegroupName=group["nodegroupName"], launchTemplate={**template, "version": "2"}
        )
        self.assertEqual(self.describe(group)["launchTemplate"]["version"], "2")

    def test_a_managed_node_group_makes_the_access_entry_of_its_role(self) -> None:
        group = make_node_group(self.cluster)
        entry = self.eks.describe_access_entry(clusterName=self.cluster["name"], principalArn=group["nodeRole"])["accessEntry"]
        self.assertEqual((entry["type"], entry["kubernetesGroups"]), ("EC2_LINUX", ["system:nodes"]))
        arguments = {"clusterName": self.cluster["name"], "principalArn": group["nodeRole"], "type": "EC2_LINUX"}
        self.assert_refused("ResourceInUseException", "already in use", self.eks.create_access_entry, **arguments)

    def test_fails_when_eks_would_refuse_it(self) -> None:
        arm = {"amiType": "BOTTLEROCKET_ARM_64", "instanceTypes": ["m7i.large"]}
        cases: list[tuple[str, dict[str, Any]]] = [
            ("could not be assumed", {"nodeRole": "arn:aws:iam::123456789012:role/none"}),
            ("The subnet ID 'subnet-0' does not exist", {"subnets": ["subnet-0"]}),
            ("do not belong to the cluster's VPC", {"subnets": make_subnets()}),
            ("Minimum capacity 4 can't be greater than desired size 2", {"scalingConfig": {"minSize": 4, "desiredSize": 2, "maxSize": 5}}),
            ("desired capacity 9 can't be greater than max size 3", {"scalingConfig": {"minSize": 1, "desiredSize": 9, "maxSize": 3}}),
            ("[m7i.large] is not a valid instance type for requested amiType BOTTLEROCKET_ARM_64", arm),
            ("do not exist: [m7.huge]", {"instanceTypes": ["m7.huge"]}),
            ("lt-0 does not exist", {"launchTemplate": {"id": "lt-0", "version": "1"}}),
            ("Could not find the specified version 7", {"launchTemplate": {**make_template(), "version": "7"}}),
            ("Disk size must be specified within the launch template", {"launchTemplate": make_template(), "diskSize": 50}),
            ("not in both", {"launchTemplate": make_template(InstanceType="m7i.large"), "instanceTypes": ["m7i.large"]}),
            ("must not contain IamInstanceProfile", {"launchTemplate": make_template(IamInstanceProfile={"Name": "p"})}),
            (
                "other than CUSTOM",
                {"launchTemplate": make_template(ImageId="ami-12345678"), "amiType": "BOTTLEROCKET_x86_64", "instanceTypes": ["m7i.large"]},
            ),
            ("version 1.36 does not fit the cluster's version 1.35", {"version": "1.36"}),
            ("release version 1.34.0-20260610 is not valid", {"releaseVersion": "1.34.0-20260610"}),
            (
                "Duplicate taint",
                {"taints": [{"key": "k", "value": value, "effect": "NO_SCHEDULE"} for value in "ab"]},
            ),
        ]
        for words, wrong in cases:
            with self.subTest(words):
                self.assert_refused("InvalidParameterException", words, make_node_group, cluster=self.cluster, **wrong)

    def test_fails_when_the_cluster_is_unknown(self) -> None:
        unknown = {**self.cluster, "name": "unknown"}
        self.assert_refused("ResourceNotFoundException", "No cluster found for name: unknown.", make_node_group, cluster=unknown)
