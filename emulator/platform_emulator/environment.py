"""What moto reads from the environment, and what it must not read."""

import os

#: Settings of moto, see https://docs.getmoto.org/en/latest/docs/configuration/environment_variables.html
MOTO_SETTINGS = {
    # Policies of AWS's own (AmazonEKSClusterPolicy …) exist only when moto loads them.
    "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
    # Seconds until a certificate counts as validated; moto waits 60, the provider polls.
    "MOTO_ACM_VALIDATION_WAIT": "1",
}

#: A profile or a region of the user's own machine would change what boto3 tells moto about regions, or break it.
FOREIGN_SETTINGS = ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL")


def prepare() -> None:
    """Sets moto's settings and removes the user's own AWS settings from this process."""
    os.environ.update(MOTO_SETTINGS)
    for name in FOREIGN_SETTINGS:
        os.environ.pop(name, None)
    os.environ["AWS_CONFIG_FILE"] = os.devnull
    os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.devnull
    os.environ["AWS_EC2_METADATA_DISABLED"] = "true"
