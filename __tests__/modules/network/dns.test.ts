import { expect, test } from "vitest";
import { Domain } from "../../../src/modules/network/dns";
import { synthesized } from "../eks/synthesized";

const domainOf = (hostedZoneId?: string) =>
  synthesized((stack) => new Domain(stack, "domain", { domainName: "platform.example.com", hostedZoneId }));

test("the certificate holds the domain and its wildcard, and a renewal leaves no gap", () => {
  expect(domainOf().one("aws_acm_certificate")).toMatchObject({
    domain_name: "platform.example.com",
    subject_alternative_names: ["*.platform.example.com"],
    validation_method: "DNS",
    lifecycle: { create_before_destroy: true },
  });
});

test("one record proves both names, and no loop needs keys that only an apply knows", () => {
  const record = domainOf().one("aws_route53_record");
  expect(record).toMatchObject({
    allow_overwrite: true,
    name: expect.stringMatching(/domain_validation_options\)\.0\.resource_record_name\}$/),
  });
  expect(record).not.toHaveProperty("for_each");
});

test("the zone is that of the id, or else of the domain", () => {
  const zone = (id?: string) => domainOf(id).all("aws_route53_zone", "data")[0];
  expect(zone("Z123")).toMatchObject({ zone_id: "Z123" });
  expect(zone("Z123")).not.toHaveProperty("name");
  expect(zone()).toMatchObject({ name: "platform.example.com", private_zone: false });
});
