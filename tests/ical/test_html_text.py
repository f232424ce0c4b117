from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.ical.html_text import is_html, plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br/>Three<BR />Four", "One\nTwo\nThree\nFour"),
        ("<div>One</div>\n   <div>Two</div>", "One\n\nTwo"),
        ("<table><tr><td>When</td><td>Monday</td></tr><tr><td>Where</td><td>Here</td></tr></table>",
         "When Monday\n\nWhere Here"),
        ("a<script>alert('<p>x</p>')</script>b<style>p {}</style>c", "abc"),
        ("<html><head><title>t</title></head><body>text</body></html>", "text"),
        ("a<!-- <p>hidden</p> -->b", "ab"),
        ("a<!-- never closed <b>b", "a"),
        ("<![CDATA[x]]><b>bold</b>", "bold"),
        ("<!doctype html><p>x", "x"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2 &#8211; &eacute;&nbsp;&nbsp;x", "1 < 2 && 3 > 2 – é x"),
        ("Ask <maya@example.com> or <https://x.example/a><br>now", "Ask <maya@example.com> or <https://x.example/a>\nnow"),
        ("2 < 3<br>4 <5", "2 < 3\n4 <5"),
        ("<b>unclosed", "unclosed"),
        ("tail <a href='x", "tail <a href='x"),
        ("<p>one\ntwo</p>", "one two"),
        ("one<br>\ntwo\nthree", "one\n\ntwo\nthree"),
        ("&#99999999999999999999;&#x110000;<br>", "\ufffd"),
    ],
)  # fmt: skip
def test_html_becomes_the_text_that_a_reader_sees(html: str, text: str) -> None:
    assert plain_text(html).text == text


@pytest.mark.parametrize("form", ['<a href="{}">x</a>', "<a class=b href='{}'>x</a>", "<A HREF={}>x</A>"])
def test_links_are_kept(form: str) -> None:
    assert plain_text(form.format("https://x.example/?a=1&amp;b=2")).links == ("https://x.example/?a=1&b=2",)


@pytest.mark.parametrize("text", ["a < b", "<maya@example.com>", "x <3 y", "", "List<String>", "<https://x.example>"])
def test_plain_text_is_no_html(text: str) -> None:
    assert not is_html(text)


@pytest.mark.parametrize(
    "html", ["x<br>y", "<P>x</P>", '<a href="x">y</a>', "<html-blob>x", "<!DOCTYPE html>", "<br/>"]
)
def test_html_is_recognised_by_its_tags(html: str) -> None:
    assert is_html(html)


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<a ", "<a href=", "&#", "<![", "</", "<p>", "&amp", '<a href="', "<script>"]
)
def test_a_long_run_of_anything_is_read_in_one_pass(piece: str) -> None:
    plain_text(piece * 100_000)


@given(st.text(alphabet="<>/!-abp &;#x\"'= \n[", max_size=200))
def test_no_text_makes_it_raise(text: str) -> None:
    found = plain_text(text)
    assert "\r" not in found.text
    assert len(found.text) <= len(text) + 1
