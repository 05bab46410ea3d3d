import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { DataAwsRoute53Zone } from "@cdktf/provider-aws/lib/data-aws-route53-zone";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { ref, Token } from "cdktf";
import { Construct } from "constructs";

export interface DomainProps {
  /** Domain of the platform, without a wildcard. */
  readonly domainName: string;
  /** EKS cluster whose services are named below the domain, as `argocd.<cluster>.<domain>`. */
  readonly clusterName: string;
  /** Public hosted zone that holds the domain. @default - the zone of exactly that name */
  readonly hostedZoneId?: string;
}

/**
 * The Route 53 zone of a domain, and a certificate validated in it: for the domain, all names one level below, and all
 * names one level below the cluster's own domain.
 *
 * ACM asks for the same record in every certificate of a name in an account, whichever region. Environments that share
 * a domain therefore share the record of `domainName` (and, with one cluster name, that of the cluster): each takes it
 * over, and the first one destroyed deletes it. Certificates stay valid without it, but ACM cannot renew them; the next
 * apply of an environment that is left makes the record again.
 * https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
export class Domain extends Construct {
  readonly hostedZoneId: string;
  readonly hostedZoneName: string;
  /** Domain of the names below the cluster. */
  readonly clusterDomain: string;
  /** Known once ACM has issued the certificate: what uses it waits for that. */
  readonly certificateArn: string;

  constructor(scope: Construct, id: string, props: DomainProps) {
    super(scope, id);
    const { domainName, hostedZoneId } = props;
    const zone = new DataAwsRoute53Zone(
      this,
      "zone",
      hostedZoneId === undefined ? { name: domainName, privateZone: false } : { zoneId: hostedZoneId },
    );
    this.clusterDomain = `${dnsLabel(props.clusterName)}.${domainName}`;
    const certificate = new AcmCertificate(this, "certificate", {
      domainName,
      subjectAlternativeNames: [`*.${domainName}`, `*.${this.clusterDomain}`],
      validationMethod: "DNS",
      lifecycle: { createBeforeDestroy: true },
    });
    // ACM proves a name and its wildcard by one record.
    const records = [
      this.addProof("validation", certificate, domainName, zone.zoneId),
      this.addProof("cluster-validation", certificate, `*.${this.clusterDomain}`, zone.zoneId),
    ];
    const validation = new AcmCertificateValidation(this, "issued", {
      certificateArn: certificate.arn,
      validationRecordFqdns: records.map((record) => record.fqdn),
    });
    this.hostedZoneId = zone.zoneId;
    this.hostedZoneName = zone.name;
    this.certificateArn = validation.certificateArn;
  }

  /** The record that proves one name, found by the name: what ACM asks for is a set, known after the apply. */
  private addProof(id: string, certificate: AcmCertificate, name: string, zoneId: string): Route53Record {
    const options = `${certificate.terraformResourceType}.${certificate.friendlyUniqueId}.domain_validation_options`;
    const asked = (attribute: string): string =>
      Token.asString(
        ref(`[for o in ${options} : o.${attribute} if o.domain_name == "${name}"][0]`, certificate.cdktfStack),
      );
    return new Route53Record(this, id, {
      zoneId,
      name: asked("resource_record_name"),
      type: asked("resource_record_type"),
      records: [asked("resource_record_value")],
      ttl: 300,
      allowOverwrite: true,
    });
  }
}

/** A name as one label of a domain: EKS takes capitals, underscores and up to 100 characters, DNS does not. */
export function dnsLabel(name: string): string {
  return name.toLowerCase().replaceAll("_", "-").slice(0, 63).replace(/-+$/, "");
}
