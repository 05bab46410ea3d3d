"""Managed add-ons, their versions, and pod identity."""

from tests.support import EmulatorTest, client, make_cluster, make_role

ADDONS = {
    "vpc-cni",
    "coredns",
    "kube-proxy",
    "aws-ebs-csi-driver",
    "eks-pod-identity-agent",
    "amazon-cloudwatch-observability",
    "snapshot-controller",
    "metrics-server",
}


class Addons(EmulatorTest):
    @classmethod
    def setUpClass(cls) -> None:
        cls.eks = client("eks")
        cls.name = make_cluster()["name"]

    def test_each_add_on_has_one_default_for_each_kubernetes_version(self) -> None:
        for kubernetes in ("1.33", "1.34", "1.35", "1.36"):
            addons = self.eks.describe_addon_versions(kubernetesVersion=kubernetes)["addons"]
            self.assertEqual({addon["addonName"] for addon in addons}, ADDONS)
            for addon in addons:
                with self.subTest(f"{addon['addonName']} on {kubernetes}"):
                    fits = [fit for version in addon["addonVersions"] for fit in version["compatibilities"]]
                    self.assertEqual({fit["clusterVersion"] for fit in fits}, {kubernetes})
                    self.assertEqual(sum(fit["defaultVersion"] for fit in fits), 1)

    def test_kube_proxy_fits_its_own_kubernetes_version_only(self) -> None:
        addon = self.eks.describe_addon_versions(addonName="kube-proxy", kubernetesVersion="1.34")["addons"][0]
        self.assertTrue(all(version["addonVersion"].startswith("v1.34.") for version in addon["addonVersions"]))

    def test_an_add_on_is_made_changed_and_deleted(self) -> None:
        role = make_role()
        made = self.eks.create_addon(
            clusterName=self.name, addonName="vpc-cni", configurationValues='{"env": {}}', serviceAccountRoleArn=role, tags={"a": "1"}
        )["addon"]
        self.assertEqual(made["addonVersion"], "v1.20.4-eksbuild.2")
        self.eks.update_addon(clusterName=self.name, addonName="vpc-cni", addonVersion="v1.21.1-eksbuild.3", configurationValues="env: {}")
        addon = self.eks.describe_addon(clusterName=self.name, addonName="vpc-cni")["addon"]
        self.assertEqual((addon["addonVersion"], addon["configurationValues"]), ("v1.21.1-eksbuild.3", "env: {}"))
        self.assertEqual((addon["serviceAccountRoleArn"], addon["tags"]), (role, {"a": "1"}))
        self.eks.delete_addon(clusterName=self.name, addonName="vpc-cni")
        self.assert_refused(
            "ResourceNotFoundException", "No addon: vpc-cni", self.eks.describe_addon, clusterName=self.name, addonName="vpc-cni"
        )

    def test_an_add_on_brings_and_takes_its_pod_identity_associations(self) -> None:
        association = {"serviceAccount": "ebs-csi-controller-sa", "roleArn": make_role()}
        addon = self.eks.create_addon(clusterName=self.name, addonName="aws-ebs-csi-driver", podIdentityAssociations=[association])["addon"]
        shown = self.eks.list_pod_identity_associations(clusterName=self.name, serviceAccount="ebs-csi-controller-sa")["associations"]
        self.assertEqual([row["associationArn"] for row in shown], addon["podIdentityAssociations"])
        self.assertEqual((shown[0]["namespace"], shown[0]["ownerArn"]), ("kube-system", addon["addonArn"]))
        self.eks.delete_addon(clusterName=self.name, addonName="aws-ebs-csi-driver")
        shown = self.eks.list_pod_identity_associations(clusterName=self.name, serviceAccount="ebs-csi-controller-sa")["associations"]
        self.assertEqual(shown, [])

    def test_fails_when_eks_would_refuse_it(self) -> None:
        cases = [
            ("Addon nope specified is not supported", {"addonName": "nope"}),
            ("coredns v9.9.9-eksbuild.1 on Kubernetes 1.35", {"addonName": "coredns", "addonVersion": "v9.9.9-eksbuild.1"}),
            ("not in valid JSON or YAML", {"addonName": "coredns", "configurationValues": '{"a": '}),
            ("could not be assumed", {"addonName": "coredns", "serviceAccountRoleArn": "arn:aws:iam::123456789012:role/none"}),
        ]
        for words, wrong in cases:
            with self.subTest(words):
                self.assert_refused("InvalidParameterException", words, self.eks.create_addon, clusterName=self.name, **wrong)
        self.eks.create_addon(clusterName=self.name, addonName="metrics-server")
        self.assert_refused(
            "ResourceInUseException", "already exists", self.eks.create_addon, clusterName=self.name, addonName="metrics-server"
        )


class PodIdentity(EmulatorTest):
    @classmethod
    def setUpClass(cls) -> None:
        cls.eks = client("eks")
        cls.name = make_cluster()["name"]

    def test_an_association_is_made_changed_and_deleted(self) -> None:
        made = self.eks.create_pod_identity_association(
            clusterName=self.name, namespace="default", serviceAccount="app", roleArn=make_role(), tags={"a": "1"}
        )["association"]
        key = {"clusterName": self.name, "associationId": made["associationId"]}
        role = make_role()
        self.eks.update_pod_identity_association(**key, roleArn=role)
        self.assertEqual(self.eks.describe_pod_identity_association(**key)["association"]["roleArn"], role)
        self.eks.delete_pod_identity_association(**key)
        self.assert_refused("ResourceNotFoundException", "not found", self.eks.describe_pod_identity_association, **key)

    def test_fails_when_a_service_account_has_one_or_the_role_is_missing(self) -> None:
        arguments = {"clusterName": self.name, "namespace": "default", "serviceAccount": "twice", "roleArn": make_role()}
        self.eks.create_pod_identity_association(**arguments)
        self.assert_refused("ResourceInUseException", "already exists", self.eks.create_pod_identity_association, **arguments)
        wrong = {**arguments, "serviceAccount": "other", "roleArn": "arn:aws:iam::123456789012:role/none"}
        self.assert_refused("InvalidParameterException", "could not be assumed", self.eks.create_pod_identity_association, **wrong)
