"""The errors of EKS's API; moto's serializers add the HTTP status from the API model."""

from moto.core.exceptions import ServiceException


class InvalidParameter(ServiceException):
    """400: a value that EKS refuses."""

    code = "InvalidParameterException"


class InvalidRequest(ServiceException):
    """400: a request that does not fit the state of the cluster."""

    code = "InvalidRequestException"


class ResourceInUse(ServiceException):
    """409: it exists already, or something else still needs it."""

    code = "ResourceInUseException"


class ResourceNotFound(ServiceException):
    """404."""

    code = "ResourceNotFoundException"
