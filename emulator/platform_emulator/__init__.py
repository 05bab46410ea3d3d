"""The project's AWS emulator: moto, made strict and completed so that the real AWS provider can plan, apply and destroy.

Importing the package prepares the environment, because moto reads it when it is imported.
"""

from platform_emulator import environment

environment.prepare()
