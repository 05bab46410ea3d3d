import { describe, expect, test } from "vitest";
import { Domain, dnsLabel } from "../../../src/modules/network/dns";
import { synthesized } from "../eks/synthesized";

const domainOf = (hostedZoneId?: string) =>
  synthesized(
    (stack) =>
      new Domain(stack, "domain", { domainName: "platform.example.com", clusterName: "eks_Prod", hostedZoneId }),
  );

test("the certificate holds the domain, names below it and below the cluster, and a change leaves no gap", () => {
  expect(domainOf().one("aws_acm_certificate")).toMatchObject({
    domain_name: "platform.example.com",
    subject_alternative_names: ["*.platform.example.com", "*.eks-prod.platform.example.com"],
    validation_method: "DNS",
    lifecycle: { create_before_destroy: true },
  });
});

describe("validation", () => {
  const records = domainOf().all("aws_route53_record");

  test.each(["platform.example.com", "*.eks-prod.platform.example.com"])(
    "finds the record of %s by its name",
    (name) => {
      const [record, ...others] = records.filter((each) => String(each.name).includes(`o.domain_name == "${name}"`));
      expect(others).toEqual([]);
      for (const value of [record?.name, record?.type, ...[record?.records].flat()]) {
        expect(value).toContain(`if o.domain_name == "${name}"][0]`);
      }
    },
  );

  test("takes one record for a name and its wildcard, and one for the cluster's", () => {
    expect(records).toHaveLength(2);
    const issued = domainOf().one("aws_acm_certificate_validation");
    expect(issued.validation_record_fqdns).toHaveLength(2);
  });

  test("takes over a record that another environment has made, and loops over nothing that only an apply knows", () => {
    for (const record of records) {
      expect(record.allow_overwrite).toBe(true);
      expect(record).not.toHaveProperty("for_each");
    }
  });
});

test.each([
  ["platform", "platform"],
  ["Thyme_Benchmark", "thyme-benchmark"],
  [`${"a".repeat(62)}_b`, "a".repeat(62)],
  ["prod-", "prod"],
])("the cluster name %s is the label %s", (name, label) => {
  expect(dnsLabel(name)).toBe(label);
});

test("the zone is that of the id, or else of the domain", () => {
  const zone = (id?: string) => domainOf(id).all("aws_route53_zone", "data")[0];
  expect(zone("Z123")).toMatchObject({ zone_id: "Z123" });
  expect(zone("Z123")).not.toHaveProperty("name");
  expect(zone()).toMatchObject({ name: "platform.example.com", private_zone: false });
});
