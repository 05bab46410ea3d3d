"""Access entries and access policies."""

from tests.support import EmulatorTest, client, make_cluster, make_role

ADMIN = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"


class Access(EmulatorTest):
    @classmethod
    def setUpClass(cls) -> None:
        cls.eks = client("eks")
        cls.name = make_cluster()["name"]

    def test_an_entry_is_made_changed_and_deleted(self) -> None:
        key = {"clusterName": self.name, "principalArn": make_role()}
        entry = self.eks.create_access_entry(**key, kubernetesGroups=["viewers"], tags={"a": "1"})["accessEntry"]
        role_name = key["principalArn"].split("/")[-1]
        self.assertEqual(entry["username"], f"arn:aws:sts::123456789012:assumed-role/{role_name}/{{{{SessionName}}}}")
        self.eks.update_access_entry(**key, kubernetesGroups=["editors"], username="someone")
        entry = self.eks.describe_access_entry(**key)["accessEntry"]
        self.assertEqual((entry["kubernetesGroups"], entry["username"], entry["type"]), (["editors"], "someone", "STANDARD"))
        self.assertIn(key["principalArn"], self.eks.list_access_entries(clusterName=self.name)["accessEntries"])
        self.eks.delete_access_entry(**key)
        self.assert_refused("ResourceNotFoundException", "could not be found", self.eks.describe_access_entry, **key)

    def test_a_policy_is_associated_and_taken_away(self) -> None:
        key = {"clusterName": self.name, "principalArn": make_role()}
        self.eks.create_access_entry(**key)
        self.eks.associate_access_policy(**key, policyArn=ADMIN, accessScope={"type": "cluster"})
        policies = self.eks.list_associated_access_policies(**key)["associatedAccessPolicies"]
        self.assertEqual([policy["policyArn"] for policy in policies], [ADMIN])
        self.assertEqual(
            self.eks.list_access_entries(clusterName=self.name, associatedPolicyArn=ADMIN)["accessEntries"], [key["principalArn"]]
        )
        self.eks.disassociate_access_policy(**key, policyArn=ADMIN)
        self.assertEqual(self.eks.list_associated_access_policies(**key)["associatedAccessPolicies"], [])

    def test_principals_of_other_accounts_are_accepted_unseen(self) -> None:
        principal = "arn:aws:iam::111122223333:role/path/of/theirs"
        self.eks.create_access_entry(clusterName=self.name, principalArn=principal)
        self.assertEqual(
            self.eks.describe_access_entry(clusterName=self.name, principalArn=principal)["accessEntry"]["principalArn"], principal
        )

    def test_the_creator_becomes_admin_unless_told_otherwise(self) -> None:
        access = {"authenticationMode": "API", "bootstrapClusterCreatorAdminPermissions": True}
        name = make_cluster(accessConfig=access)["name"]
        self.assertEqual(len(self.eks.list_access_entries(clusterName=name, associatedPolicyArn=ADMIN)["accessEntries"]), 1)

    def test_fails_when_eks_would_refuse_the_entry(self) -> None:
        cases = [
            ("does not exist", {"principalArn": "arn:aws:iam::123456789012:role/none"}),
            ("neither a role nor a user", {"principalArn": "arn:aws:iam::123456789012:root"}),
            ("cannot start with system:", {"principalArn": make_role(), "kubernetesGroups": ["system:masters"]}),
            ("for an access entry of type EC2_LINUX", {"principalArn": make_role(), "type": "EC2_LINUX", "kubernetesGroups": ["a"]}),
            ("The type ADMIN is invalid", {"principalArn": make_role(), "type": "ADMIN"}),
        ]
        for words, wrong in cases:
            with self.subTest(words):
                self.assert_refused("InvalidParameterException", words, self.eks.create_access_entry, clusterName=self.name, **wrong)

    def test_fails_when_eks_would_refuse_the_association(self) -> None:
        key = {"clusterName": self.name, "principalArn": make_role()}
        self.eks.create_access_entry(**key)
        cases = [
            ("is no access policy", {"policyArn": "arn:aws:iam::aws:policy/AdministratorAccess", "accessScope": {"type": "cluster"}}),
            ("must not be empty", {"policyArn": ADMIN, "accessScope": {"type": "namespace"}}),
            ("must be empty", {"policyArn": ADMIN, "accessScope": {"type": "cluster", "namespaces": ["a"]}}),
        ]
        for words, wrong in cases:
            with self.subTest(words):
                self.assert_refused("InvalidParameterException", words, self.eks.associate_access_policy, **key, **wrong)

    def test_fails_when_the_authentication_mode_has_no_entries(self) -> None:
        name = make_cluster(mode="CONFIG_MAP")["name"]
        self.assert_refused(
            "InvalidRequestException",
            "authentication mode must be set to one of [API, API_AND_CONFIG_MAP]",
            self.eks.create_access_entry,
            clusterName=name,
            principalArn=make_role(),
        )
