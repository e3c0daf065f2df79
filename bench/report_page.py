"""Whether the report works in a real browser: ``python -m bench.report_page CALL_DIR``.

Opens the page of a call with a recording in headless Chromium, presses every "hear it" and prints how many played from
their moment on. Needs Debian's packages chromium and chromium-driver, and the Python package selenium, which
no extra of ours brings.
"""

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

from voicedrill.report.html import html_report
from voicedrill.runtime.debrief import debrief

_LEAD_S = 0.5
"""The page begins so much before the moment."""
_WITHIN_S = 1.5
_STATE = """
const audio = document.querySelector("audio");
const button = arguments[0];
return [Number(button.dataset.start), audio.paused, audio.currentTime, button.classList.contains("playing")];
"""


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("call_dir", type=Path)
    call_dir = parser.parse_args().call_dir
    try:
        from selenium import webdriver  # noqa: PLC0415 (needed here alone)
    except ModuleNotFoundError:
        print(json.dumps({"not_run": "the Python package selenium is not installed"}))
        return
    with tempfile.TemporaryDirectory() as scratch:
        page = Path(scratch) / "report.html"
        page.write_text(html_report(debrief(call_dir).contents), encoding="utf-8")
        options = webdriver.ChromeOptions()
        for argument in ("--headless=new", "--no-sandbox", "--autoplay-policy=no-user-gesture-required"):
            options.add_argument(argument)
        browser = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
        try:
            browser.get(page.as_uri())
            print(json.dumps(_pressed(browser)))
        finally:
            browser.quit()


def _pressed(browser: Any) -> dict[str, object]:
    buttons = browser.find_elements("css selector", "button.hear")
    played = 0
    for button in buttons:
        browser.execute_script("arguments[0].click()", button)
        browser.execute_async_script("setTimeout(arguments[0], 250)")
        start_s, paused, at_s, marked = browser.execute_script(_STATE, button)
        played += not paused and marked and abs(at_s - max(0.0, start_s - _LEAD_S)) < _WITHIN_S
        browser.execute_script("document.querySelector('audio').pause()")
    errors = [entry["message"] for entry in browser.get_log("browser")]
    return {"buttons": len(buttons), "played": played, "errors": errors}


if __name__ == "__main__":
    main()
