"""What several test folders share."""

import pytest

pytest.register_assert_rewrite("tests.support.edited_packs")
