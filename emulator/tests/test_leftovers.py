"""What is left is found, whatever the service; what is gone, or was there before, is not."""

import json
from typing import Any

from tests.support import REGION, EmulatorTest, ask, client, make_cluster, make_node_group, make_role, make_subnets, unique


def left() -> list[dict[str, str]]:
    status, answer = ask("leftovers")
    assert status == 200
    return answer


class Leftovers(EmulatorTest):
    def made_by(self, make: Any) -> list[dict[str, str]]:
        """The leftovers that a call adds."""
        before = left()
        self.made = make()
        return [entry for entry in left() if entry not in before]

    def test_a_region_that_was_only_looked_at_has_nothing_left(self) -> None:
        def look() -> None:
            region = "ap-southeast-2"
            client("ec2", region).describe_vpcs()
            client("kms", region).describe_key(KeyId="alias/aws/s3")
            client("ssm", region).get_parameter(Name="/aws/service/bottlerocket/aws-k8s-1.35/arm64/latest/image_id")
            client("eks", region).list_clusters()
            client("iam").list_policies()

        self.assertEqual(self.made_by(look), [])

    def test_each_entry_says_service_type_id_region_and_account(self) -> None:
        entry = self.made_by(lambda: client("logs").create_log_group(logGroupName=unique("/left")))[0]
        self.assertEqual((entry["service"], entry["type"], entry["region"]), ("logs", "LogGroup", REGION))
        self.assertEqual(entry["account"], "123456789012")
        self.assertIn("/left-", entry["id"])

    def test_resources_of_many_services_are_found(self) -> None:
        name = unique("left").lower()
        document = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}]})
        makers = {
            ("ec2", "VPC"): lambda: client("ec2").create_vpc(CidrBlock="10.7.0.0/16"),
            ("ec2", "ElasticAddress"): lambda: client("ec2").allocate_address(Domain="vpc"),
            ("ec2", "InternetGateway"): lambda: client("ec2").create_internet_gateway(),
            ("ec2", "LaunchTemplate"): lambda: client("ec2").create_launch_template(
                LaunchTemplateName=name, LaunchTemplateData={"InstanceType": "m7g.large"}
            ),
            ("iam", "Role"): lambda: make_role(),
            ("iam", "ManagedPolicy"): lambda: client("iam").create_policy(PolicyName=name, PolicyDocument=document),
            ("iam", "InstanceProfile"): lambda: client("iam").create_instance_profile(InstanceProfileName=name),
            ("iam", "OpenIDConnectProvider"): lambda: client("iam").create_open_id_connect_provider(
                Url=f"https://{name}.example.com", ThumbprintList=[]
            ),
            ("kms", "Key"): lambda: client("kms").create_key(),
            ("s3", "FakeBucket"): lambda: client("s3").create_bucket(Bucket=name),
            ("dynamodb", "Table"): lambda: client("dynamodb").create_table(
                TableName=name,
                AttributeDefinitions=[{"AttributeName": "k", "AttributeType": "S"}],
                KeySchema=[{"AttributeName": "k", "KeyType": "HASH"}],
                BillingMode="PAY_PER_REQUEST",
            ),
            ("route53", "FakeZone"): lambda: client("route53").create_hosted_zone(Name=f"{name}.example", CallerReference=name),
            ("acm", "CertBundle"): lambda: client("acm").request_certificate(DomainName=f"{name}.example.com", ValidationMethod="DNS"),
            ("ssm", "Parameter"): lambda: client("ssm").put_parameter(Name=f"/{name}", Value="v", Type="String"),
            ("secretsmanager", "FakeSecret"): lambda: client("secretsmanager").create_secret(Name=name, SecretString="s"),
            ("sns", "Topic"): lambda: client("sns").create_topic(Name=name),
            ("sqs", "Queue"): lambda: client("sqs").create_queue(QueueName=name),
            ("events", "Rule"): lambda: client("events").put_rule(Name=name, ScheduleExpression="rate(1 day)"),
            ("cloudwatch", "Alarm"): lambda: client("cloudwatch").put_metric_alarm(
                AlarmName=name, ComparisonOperator="GreaterThanThreshold", EvaluationPeriods=1, MetricName="m", Namespace="n",
                Period=60, Statistic="Sum", Threshold=1.0,
            ),  # fmt: skip
            ("ecr", "Repository"): lambda: client("ecr").create_repository(repositoryName=name),
            ("rds", "DBInstance"): lambda: client("rds").create_db_instance(
                DBInstanceIdentifier=name, Engine="postgres", DBInstanceClass="db.t4g.medium", AllocatedStorage=20,
                MasterUsername="postgres", MasterUserPassword="secret-password",
            ),  # fmt: skip
            ("elasticache", "CacheCluster"): lambda: client("elasticache").create_cache_cluster(
                CacheClusterId=name, Engine="redis", CacheNodeType="cache.t4g.micro", NumCacheNodes=1
            ),
            ("elbv2", "FakeLoadBalancer"): lambda: client("elbv2").create_load_balancer(Name=name, Subnets=make_subnets()),
            ("wafv2", "FakeWebACL"): lambda: client("wafv2").create_web_acl(
                Name=name, Scope="REGIONAL", DefaultAction={"Allow": {}},
                VisibilityConfig={"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "m"},
            ),  # fmt: skip
        }  # fmt: skip
        for (service, resource_type), make in makers.items():
            with self.subTest(f"{service} {resource_type}"):
                self.assertIn((service, resource_type), {(entry["service"], entry["type"]) for entry in self.made_by(make)})

    def test_a_cluster_and_all_that_comes_with_it_is_found_and_goes(self) -> None:
        def make() -> None:
            self.cluster = make_cluster()
            self.group = make_node_group(self.cluster)
            client("eks").create_addon(clusterName=self.cluster["name"], addonName="coredns")

        kinds = {(entry["service"], entry["type"]) for entry in self.made_by(make)}
        self.assertLessEqual(
            {("eks", "Cluster"), ("eks", "Nodegroup"), ("eks", "Addon"), ("eks", "AccessEntry"), ("autoscaling", "FakeAutoScalingGroup")},
            kinds,
        )
        client("eks").delete_nodegroup(clusterName=self.cluster["name"], nodegroupName=self.group["nodegroupName"])
        client("eks").delete_cluster(name=self.cluster["name"])
        self.assertFalse([entry for entry in left() if entry["service"] == "eks" and self.cluster["name"] in entry["id"]])
        self.assertFalse([entry for entry in left() if self.group["nodegroupName"] in entry["id"]])

    def test_what_waits_for_its_deletion_is_gone(self) -> None:
        key = client("kms").create_key()["KeyMetadata"]
        secret = client("secretsmanager").create_secret(Name=unique("secret"), SecretString="s")["ARN"]
        client("kms").schedule_key_deletion(KeyId=key["KeyId"], PendingWindowInDays=7)
        client("secretsmanager").delete_secret(SecretId=secret, RecoveryWindowInDays=7)
        ids = {entry["id"] for entry in left()}
        self.assertNotIn(key["Arn"], ids)
        self.assertNotIn(secret, ids)

    def test_a_record_in_a_zone_that_was_there_before_is_found(self) -> None:
        zone_id, name = f"Z{unique('RECORD').replace('-', '')}", f"{unique('zone')}.example"
        wanted = {"hosted_zones": [{"id": zone_id, "name": name}]}
        self.assertEqual(self.made_by(lambda: ask("prerequisites", wanted)), [])
        record = {"Name": f"a.{name}", "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "192.0.2.1"}]}

        def change(action: str) -> Any:
            batch = {"Changes": [{"Action": action, "ResourceRecordSet": record}]}
            return client("route53").change_resource_record_sets(HostedZoneId=zone_id, ChangeBatch=batch)

        self.assertEqual([entry["type"] for entry in self.made_by(lambda: change("CREATE"))], ["RecordSet"])
        self.assertEqual(self.made_by(lambda: change("DELETE")), [])
        self.assertFalse([entry for entry in left() if name in entry["id"]])
