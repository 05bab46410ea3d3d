"""Clusters: what EKS shows, what it changes, what it refuses."""

from tests.support import EmulatorTest, client, make_cluster, make_node_group, make_role, make_subnets, unique


class Clusters(EmulatorTest):
    def setUp(self) -> None:
        self.eks = client("eks")

    def test_a_cluster_shows_what_it_was_made_with(self) -> None:
        key = client("kms").create_key()["KeyMetadata"]["Arn"]
        made = make_cluster(
            encryptionConfig=[{"resources": ["secrets"], "provider": {"keyArn": key}}],
            upgradePolicy={"supportType": "STANDARD"},
            zonalShiftConfig={"enabled": True},
            kubernetesNetworkConfig={"serviceIpv4Cidr": "172.21.0.0/16"},
            logging={"clusterLogging": [{"types": ["api", "audit"], "enabled": True}]},
            tags={"team": "platform"},
        )
        cluster = self.eks.describe_cluster(name=made["name"])["cluster"]
        self.assertEqual(cluster["version"], "1.35")
        self.assertEqual(cluster["status"], "ACTIVE")
        self.assertEqual(cluster["accessConfig"]["authenticationMode"], "API")
        self.assertEqual(cluster["encryptionConfig"][0]["provider"]["keyArn"], key)
        self.assertEqual(cluster["upgradePolicy"], {"supportType": "STANDARD"})
        self.assertEqual(cluster["zonalShiftConfig"], {"enabled": True})
        self.assertEqual(cluster["kubernetesNetworkConfig"]["serviceIpv4Cidr"], "172.21.0.0/16")
        self.assertEqual(cluster["logging"]["clusterLogging"][0], {"types": ["api", "audit"], "enabled": True})
        self.assertEqual(cluster["tags"], {"team": "platform"})
        self.assertRegex(cluster["identity"]["oidc"]["issuer"], r"^https://oidc\.eks\.us-east-1\.amazonaws\.com/id/[0-9A-F]{32}$")

    def test_the_cluster_security_group_lives_in_the_vpc_as_long_as_the_cluster(self) -> None:
        cluster = make_cluster()
        group_id = cluster["resourcesVpcConfig"]["clusterSecurityGroupId"]
        group = client("ec2").describe_security_groups(GroupIds=[group_id])["SecurityGroups"][0]
        self.assertEqual(group["VpcId"], cluster["resourcesVpcConfig"]["vpcId"])
        self.eks.delete_cluster(name=cluster["name"])
        self.assert_refused("InvalidGroup.NotFound", group_id, client("ec2").describe_security_groups, GroupIds=[group_id])

    def test_an_update_is_recorded_and_has_succeeded(self) -> None:
        name = make_cluster()["name"]
        update = self.eks.update_cluster_config(name=name, resourcesVpcConfig={"publicAccessCidrs": ["203.0.113.0/24"]})["update"]
        self.assertEqual(self.eks.describe_update(name=name, updateId=update["id"])["update"]["status"], "Successful")
        self.assertEqual(
            self.eks.describe_cluster(name=name)["cluster"]["resourcesVpcConfig"]["publicAccessCidrs"], ["203.0.113.0/24"]
        )

    def test_log_types_are_switched_one_by_one(self) -> None:
        name = make_cluster(logging={"clusterLogging": [{"types": ["api", "audit"], "enabled": True}]})["name"]
        self.eks.update_cluster_config(
            name=name, logging={"clusterLogging": [{"types": ["scheduler"], "enabled": True}, {"types": ["api"], "enabled": False}]}
        )
        groups = self.eks.describe_cluster(name=name)["cluster"]["logging"]["clusterLogging"]
        self.assertEqual(groups[0], {"types": ["audit", "scheduler"], "enabled": True})

    def test_the_version_rises_by_one_minor_only(self) -> None:
        name = make_cluster(version="1.33")["name"]
        self.assert_refused("InvalidParameterException", "from 1.33 to 1.35", self.eks.update_cluster_version, name=name, version="1.35")
        self.eks.update_cluster_version(name=name, version="1.34")
        self.assertEqual(self.eks.describe_cluster(name=name)["cluster"]["version"], "1.34")
        self.assert_refused("InvalidParameterException", "from 1.34 to 1.33", self.eks.update_cluster_version, name=name, version="1.33")

    def test_the_authentication_mode_never_goes_back(self) -> None:
        name = make_cluster(mode="API")["name"]
        self.assert_refused(
            "InvalidParameterException",
            "from API to API_AND_CONFIG_MAP",
            self.eks.update_cluster_config,
            name=name,
            accessConfig={"authenticationMode": "API_AND_CONFIG_MAP"},
        )

    def test_versions_on_offer_say_how_long_they_are_supported(self) -> None:
        rows = {row["clusterVersion"]: row for row in self.eks.describe_cluster_versions()["clusterVersions"]}
        self.assertEqual(list(rows), ["1.36", "1.35", "1.34", "1.33"])
        self.assertEqual(str(rows["1.35"]["endOfStandardSupportDate"])[:10], "2027-03-27")

    def test_fails_when_something_the_cluster_needs_is_missing(self) -> None:
        subnets, role = make_subnets(), make_role()
        group = client("ec2").create_security_group(GroupName=unique("other"), Description="other")["GroupId"]
        missing_key = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
        cases = [
            ("Role with arn: arn:aws:iam::123456789012:role/no, could not be assumed", {"roleArn": "arn:aws:iam::123456789012:role/no"}),
            ("The subnet ID 'subnet-0' does not exist", {"resourcesVpcConfig": {"subnetIds": [subnets[0], "subnet-0"]}}),
            ("at least two different AZs", {"resourcesVpcConfig": {"subnetIds": subnets[:1]}}),
            ("must belong to the same VPC", {"resourcesVpcConfig": {"subnetIds": [subnets[0], make_subnets()[1]]}}),
            ("security group 'sg-0' does not exist", {"resourcesVpcConfig": {"subnetIds": subnets, "securityGroupIds": ["sg-0"]}}),
            ("does not belong to the VPC", {"resourcesVpcConfig": {"subnetIds": subnets, "securityGroupIds": [group]}}),
            (missing_key, {"encryptionConfig": [{"resources": ["secrets"], "provider": {"keyArn": missing_key}}]}),
            ("unsupported Kubernetes version 1.28", {"version": "1.28"}),
            (
                "endpoint access cannot be false",
                {"resourcesVpcConfig": {"subnetIds": subnets, "endpointPublicAccess": False, "endpointPrivateAccess": False}},
            ),
            ("10.0.0.0/20 overlaps", {"kubernetesNetworkConfig": {"serviceIpv4Cidr": "10.0.0.0/20"}}),
            ("CIDRs are invalid", {"resourcesVpcConfig": {"subnetIds": subnets, "publicAccessCidrs": ["10.0.0.0/99"]}}),
        ]
        for words, wrong in cases:
            with self.subTest(words):
                arguments = {"name": unique("wrong"), "roleArn": role, "resourcesVpcConfig": {"subnetIds": subnets}, **wrong}
                self.assert_refused("InvalidParameterException", words, self.eks.create_cluster, **arguments)

    def test_fails_when_the_name_is_taken(self) -> None:
        name = make_cluster()["name"]
        self.assert_refused("ResourceInUseException", f"already exists with name: {name}", make_cluster, name=name)

    def test_fails_when_a_cluster_with_node_groups_is_deleted(self) -> None:
        cluster = make_cluster()
        make_node_group(cluster)
        self.assert_refused("ResourceInUseException", "nodegroups attached", self.eks.delete_cluster, name=cluster["name"])

    def test_fails_when_the_cluster_is_unknown(self) -> None:
        self.assert_refused("ResourceNotFoundException", "No cluster found for name: no.", self.eks.describe_cluster, name="no")

    def test_encryption_can_be_added_once(self) -> None:
        name = make_cluster()["name"]
        config = [{"resources": ["secrets"], "provider": {"keyArn": client("kms").create_key()["KeyMetadata"]["Arn"]}}]
        self.eks.associate_encryption_config(clusterName=name, encryptionConfig=config)
        self.assert_refused(
            "InvalidParameterException",
            "already associated",
            self.eks.associate_encryption_config,
            clusterName=name,
            encryptionConfig=config,
        )

    def test_tags_change_on_every_kind_of_resource(self) -> None:
        cluster = make_cluster(tags={"a": "1", "b": "2"})
        group = make_node_group(cluster, tags={"a": "1", "b": "2"})
        for arn in (cluster["arn"], group["nodegroupArn"]):
            self.eks.tag_resource(resourceArn=arn, tags={"a": "3"})
            self.eks.untag_resource(resourceArn=arn, tagKeys=["b"])
            self.assertEqual(self.eks.list_tags_for_resource(resourceArn=arn)["tags"], {"a": "3"})

    def test_an_identity_provider_is_associated_once(self) -> None:
        name = make_cluster()["name"]
        oidc = {"identityProviderConfigName": "users", "issuerUrl": "https://id.example.com", "clientId": "eks"}
        self.eks.associate_identity_provider_config(clusterName=name, oidc=oidc, tags={"a": "1"})
        wanted = {"type": "oidc", "name": "users"}
        shown = self.eks.describe_identity_provider_config(clusterName=name, identityProviderConfig=wanted)
        self.assertEqual(shown["identityProviderConfig"]["oidc"]["issuerUrl"], "https://id.example.com")
        self.assert_refused("ResourceInUseException", "one only", self.eks.associate_identity_provider_config, clusterName=name, oidc=oidc)
        self.eks.disassociate_identity_provider_config(clusterName=name, identityProviderConfig=wanted)
        self.assertEqual(self.eks.list_identity_provider_configs(clusterName=name)["identityProviderConfigs"], [])
