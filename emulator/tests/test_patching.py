"""A change to moto that no longer fits is noticed when it is applied."""

import unittest

from platform_emulator.patching import replaces


class Target:
    def double(self, number: int) -> int:
        return number * 2


class Replaces(unittest.TestCase):
    def test_the_replacement_receives_the_original(self) -> None:
        @replaces(Target, "double")
        def _double(original, self, number):
            return original(self, number) + 1

        self.assertEqual(Target().double(2), 5)

    def test_fails_when_moto_has_no_such_attribute(self) -> None:
        with self.assertRaises(AttributeError):
            replaces(Target, "triple")
