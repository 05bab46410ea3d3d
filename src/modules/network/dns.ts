import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { DataAwsRoute53Zone } from "@cdktf/provider-aws/lib/data-aws-route53-zone";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Construct } from "constructs";

export interface DomainProps {
  /** Domain of the platform, without a wildcard. */
  readonly domainName: string;
  /** Public hosted zone that holds the domain. @default - the zone of exactly that name */
  readonly hostedZoneId?: string;
}

/** The Route 53 zone of a domain, and a certificate for the domain and all names one level below, validated in it. */
export class Domain extends Construct {
  readonly hostedZoneId: string;
  readonly hostedZoneName: string;
  /** Known once ACM has issued the certificate: what uses it waits for that. */
  readonly certificateArn: string;

  constructor(scope: Construct, id: string, props: DomainProps) {
    super(scope, id);
    const zone = new DataAwsRoute53Zone(
      this,
      "zone",
      props.hostedZoneId === undefined
        ? { name: props.domainName, privateZone: false }
        : { zoneId: props.hostedZoneId },
    );
    const certificate = new AcmCertificate(this, "certificate", {
      domainName: props.domainName,
      subjectAlternativeNames: [`*.${props.domainName}`],
      validationMethod: "DNS",
      lifecycle: { createBeforeDestroy: true },
    });
    // ACM proves a name and its wildcard by one record, so no loop over keys unknown at plan time is needed. It is the
    // same record for every certificate of the domain in this account, whichever region: one may be there already.
    const proof = certificate.domainValidationOptions.get(0);
    const record = new Route53Record(this, "validation", {
      zoneId: zone.zoneId,
      name: proof.resourceRecordName,
      type: proof.resourceRecordType,
      records: [proof.resourceRecordValue],
      ttl: 300,
      allowOverwrite: true,
    });
    const validation = new AcmCertificateValidation(this, "issued", {
      certificateArn: certificate.arn,
      validationRecordFqdns: [record.fqdn],
    });
    this.hostedZoneId = zone.zoneId;
    this.hostedZoneName = zone.name;
    this.certificateArn = validation.certificateArn;
  }
}
