"""JUnit: a run of cases as the XML that build servers read. A suite a file of cases, a test case a case.

There is no one standard; these are the elements and attributes that Jenkins, GitLab, GitHub's reporters and Maven's
schema agree on.
"""

from collections.abc import Callable, Iterable
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, tostring

from application.cases.case import Ended, Result

Told = Callable[[Result], str]  # what there is to say of one that did not pass


def junit(results: Iterable[Result], told: Told, seconds: float) -> bytes:
    ordered = list(results)
    root = Element("testsuites", _counts(ordered, seconds) | {"name": "limen test"})
    share = seconds / len(ordered) if ordered else 0.0
    for file, group in groupby(ordered, key=lambda one: one.case.spec.at.file):
        inside = list(group)
        suite = SubElement(root, "testsuite", _counts(inside, share * len(inside)) | {"name": _clean(file)})
        for result in inside:
            _case(suite, result, told, share)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()


def _case(suite: Element, result: Result, told: Told, seconds: float) -> None:
    at = result.case.spec.at
    names = {"classname": _clean(at.file), "name": _clean(result.case.name), "file": _clean(at.file)}
    case = SubElement(suite, "testcase", {**names, "line": str(at.line), "time": f"{seconds:.6f}"})
    if result.has_passed:
        return
    is_failure = result.ended is Ended.FAILED
    said = "; ".join(map(str, result.mismatches)) or result.why
    kind = "expectation" if is_failure else "undecided"
    ended = SubElement(case, "failure" if is_failure else "error", {"message": _clean(said), "type": kind})
    ended.text = _clean(told(result))


def _counts(results: list[Result], seconds: float) -> dict[str, str]:
    ended = [result.ended for result in results]
    return {
        "tests": str(len(ended)),
        "failures": str(ended.count(Ended.FAILED)),
        "errors": str(ended.count(Ended.UNDECIDED)),
        "skipped": "0",
        "time": f"{seconds:.6f}",
    }


def _clean(text: str) -> str:
    """Without what XML 1.0 cannot hold, not even escaped."""
    return "".join(letter if letter in "\t\n" or letter.isprintable() else f"\\x{ord(letter):02x}" for letter in text)
