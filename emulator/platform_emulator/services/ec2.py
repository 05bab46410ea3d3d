"""EC2: tags of launch templates, descriptions of rules, interfaces of NAT gateways, and refusals to delete what is still in use."""

from collections.abc import Callable, Iterator
from typing import Any

from moto.core.exceptions import ServiceException
from moto.ec2.models.internet_gateways import InternetGatewayBackend
from moto.ec2.models.launch_templates import LaunchTemplate
from moto.ec2.models.nat_gateways import NatGatewayBackend
from moto.ec2.models.security_groups import SecurityGroupBackend, SecurityGroupRule
from moto.ec2.models.subnets import SubnetBackend
from moto.ec2.models.vpcs import VPCBackend
from moto.ec2.responses.launch_templates import LaunchTemplates
from platform_emulator import leftovers, strict
from platform_emulator.patching import replaces

# Each VPC is born with these; they go with it and are nobody's leftovers.
leftovers.ignores("ec2", "NetworkAcl", lambda acl: acl.default in (True, "true"))
leftovers.ignores("ec2", "RouteTable", lambda table: table.main_association_id is not None)
leftovers.ignores("ec2", "SecurityGroup", lambda group: group.name == "default")


# Moto copies the tags when the template is made and shows the copy, so that changed tags never arrive.
LaunchTemplate.tags = property(lambda template: template.get_tags(), lambda template, _: None)


# Moto shows the description of a rule about addresses alone; one about another group drifts on the second plan.
SecurityGroupRule.description = property(
    lambda rule: rule.ip_range.get("Description") or rule.source_group.get("Description")
)


class DependencyViolation(ServiceException):
    """400: something else still needs it. The provider repeats the request for 15 to 20 minutes, as it does with AWS."""

    code = "DependencyViolation"


@replaces(LaunchTemplates, "create_launch_template")
def _create_launch_template(original: Callable[..., Any], self: Any) -> Any:
    """Tags of the template itself are no part of the template's data; moto adds them there and the second plan removes them."""
    answer = original(self)
    template = self.ec2_backend.get_launch_template_by_name(self._get_param("LaunchTemplateName"))
    for version in template.versions:
        specifications = version.data.pop("TagSpecifications", [])
        kept = [entry for entry in specifications if entry["ResourceType"] != "launch-template"]
        if kept:
            version.data["TagSpecifications"] = kept
    return answer


@replaces(NatGatewayBackend, "delete_nat_gateway")
def _delete_nat_gateway(original: Callable[..., Any], self: Any, nat_gateway_id: str) -> Any:
    """The gateway's interface goes with it; moto keeps it in the subnet forever."""
    gateway = original(self, nat_gateway_id)
    self.enis.pop(gateway._eni.id, None)
    return gateway


@replaces(SubnetBackend, "delete_subnet")
def _delete_subnet(original: Callable[..., Any], self: Any, subnet_id: str) -> Any:
    """Moto deletes a subnet under the feet of its interfaces, so that a wrong order of destruction goes unseen."""
    _refuse_if(subnet_id, (eni.id for eni in list(self.enis.values()) if eni.subnet.id == subnet_id))
    return original(self, subnet_id)


@replaces(SecurityGroupBackend, "_delete_security_group")
def _delete_security_group(original: Callable[..., Any], self: Any, vpc_id: str | None, group_id: str) -> Any:
    """A group cannot go while an interface has it or a rule of another group names it."""
    _refuse_if(group_id, _users_of_security_group(self, group_id))
    return original(self, vpc_id, group_id)


@replaces(InternetGatewayBackend, "detach_internet_gateway")
def _detach_internet_gateway(original: Callable[..., Any], self: Any, internet_gateway_id: str, vpc_id: str) -> Any:
    """A gateway cannot be detached while NAT gateways of the VPC use public addresses through it."""
    gateways = (nat.id for nat in list(self.nat_gateways.values()) if nat.vpc_id == vpc_id and nat.state != "deleted")
    _refuse_if(internet_gateway_id, gateways)
    return original(self, internet_gateway_id, vpc_id)


@replaces(VPCBackend, "delete_vpc")
def _delete_vpc(original: Callable[..., Any], self: Any, vpc_id: str) -> Any:
    """Moto looks for subnets and route tables only."""
    groups = [group.id for group in list(self.groups.get(vpc_id, {}).values()) if group.name != "default"]
    gateways = [gateway.id for gateway in list(self.internet_gateways.values()) if gateway.vpc and gateway.vpc.id == vpc_id]
    _refuse_if(vpc_id, iter(groups + gateways))
    return original(self, vpc_id)


def _users_of_security_group(backend: Any, group_id: str) -> Iterator[str]:
    for eni in list(backend.enis.values()):
        if group_id in [group.id for group in eni.group_set]:
            yield eni.id
    for groups in list(backend.groups.values()):
        for group in list(groups.values()):
            rules = [*group.ingress_rules, *group.egress_rules]
            if group.id != group_id and any(rule.source_group.get("GroupId") == group_id for rule in rules):
                yield group.id


def _refuse_if(resource_id: str, users: Iterator[str]) -> None:
    names = sorted(users)
    if names:
        message = f"{resource_id} has dependencies and cannot be deleted: {', '.join(names)}"
        strict.statistics.count_refused(message)
        raise DependencyViolation(message)
