"""What settings presuppose exists afterwards, with the very ids, and is nobody's leftover."""

from tests.support import EmulatorTest, ask, client, make_cluster, unique

SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:team/database-AbCdEf"
ADMIN = "arn:aws:iam::123456789012:role/team/Admin"


class Prerequisites(EmulatorTest):
    def test_all_kinds_exist_with_their_ids_and_are_no_leftovers(self) -> None:
        wanted = {
            "hosted_zones": [{"id": "Z0123456789ABCDEFGHIJ", "name": "prerequisites.example"}],
            "secrets": [{"arn": SECRET, "value": '{"password": "x"}'}],
            "db_snapshots": [{"id": "before-upgrade", "region": "eu-west-1", "engine_version": "15.7"}],
            "principals": [{"arn": ADMIN}, {"arn": "arn:aws:iam::123456789012:user/Operator"}],
        }
        before = ask("leftovers")
        for _ in ("first", "again"):
            self.assertEqual(ask("prerequisites", wanted), (200, {"hosted_zones": 1, "secrets": 1, "db_snapshots": 1, "principals": 2}))
        self.assertEqual(ask("leftovers"), before)
        zone = client("route53").get_hosted_zone(Id="Z0123456789ABCDEFGHIJ")["HostedZone"]
        self.assertEqual((zone["Id"], zone["Name"]), ("/hostedzone/Z0123456789ABCDEFGHIJ", "prerequisites.example."))
        secret = client("secretsmanager", "eu-west-1").get_secret_value(SecretId=SECRET)
        self.assertEqual((secret["ARN"], secret["SecretString"]), (SECRET, '{"password": "x"}'))
        snapshots = client("rds", "eu-west-1").describe_db_snapshots(DBSnapshotIdentifier="before-upgrade")["DBSnapshots"]
        self.assertEqual((snapshots[0]["Engine"], snapshots[0]["EngineVersion"]), ("postgres", "15.7"))
        self.assertEqual(client("rds", "eu-west-1").describe_db_instances()["DBInstances"], [])
        client("eks").create_access_entry(clusterName=make_cluster()["name"], principalArn=ADMIN)

    def test_fails_when_the_request_cannot_be_read(self) -> None:
        cases = [
            ([], "must be an object"),
            ({"zones": []}, "must be an object with some of hosted_zones"),
            ({"hosted_zones": [{"id": unique("Z")}]}, "lacks 'name'"),
            ({"secrets": [{"arn": "database"}]}, "got database"),
            ({"principals": [{"arn": "arn:aws:iam::123456789012:root"}]}, "must have the ARN of a role or a user"),
        ]
        for wanted, words in cases:
            with self.subTest(words):
                status, answer = ask("prerequisites", wanted)
                self.assertEqual(status, 400)
                self.assertIn(words, answer["message"])
