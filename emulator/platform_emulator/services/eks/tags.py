"""Tags of all kinds of EKS resources; moto 5.2.5 tags clusters only."""

from moto.core.responses import ActionResult
from platform_emulator.services.eks.backend import EksOperations


class TagOperations(EksOperations):
    """The operations of the API on tags."""

    def tag_resource(self) -> ActionResult:
        self.backend.tagged(self.params["resourceArn"])["tags"].update(self.params["tags"])
        return ActionResult({})

    def untag_resource(self) -> ActionResult:
        tags = self.backend.tagged(self.params["resourceArn"])["tags"]
        for key in self.params["tagKeys"]:
            tags.pop(key, None)
        return ActionResult({})

    def list_tags_for_resource(self) -> ActionResult:
        return ActionResult({"tags": self.backend.tagged(self.params["resourceArn"])["tags"]})
