"""A change is one when it stands still, and what is taken is no change any more."""

from entrypoints.control.watch import Watch


class Files:
    def __init__(self) -> None:
        self.now = "a"
        self.secret = "s"

    def look(self, beside: tuple[str, ...]) -> object:
        return self.secret if beside else self.now


def test_a_change_counts_when_it_was_there_a_look_ago() -> None:
    files = Files()
    watch = Watch(files.look)
    assert not watch.has_changed()
    files.now = "half of b"
    assert not watch.has_changed()
    files.now = "b"
    assert not watch.has_changed()
    assert watch.has_changed()
    assert watch.has_changed(), "until it is taken"
    watch.take()
    assert not watch.has_changed()


def test_what_changes_while_it_is_read_has_changed() -> None:
    files = Files()
    watch = Watch(files.look)
    watch.take()
    files.now = "b"
    assert not watch.has_changed()
    assert watch.has_changed()


def test_what_is_put_back_has_not_changed() -> None:
    files = Files()
    watch = Watch(files.look)
    files.now = "b"
    watch.has_changed()
    files.now = "a"
    assert [watch.has_changed(), watch.has_changed()] == [False, False]


def test_files_beside_the_configuration_are_looked_at_when_they_are_known() -> None:
    files = Files()
    watch = Watch(files.look)
    files.secret = "t"
    assert [watch.has_changed(), watch.has_changed()] == [False, False]
    watch.follow(("secret",))
    assert [watch.has_changed(), watch.has_changed()] == [False, False]
    files.secret = "u"
    assert [watch.has_changed(), watch.has_changed()] == [False, True]
