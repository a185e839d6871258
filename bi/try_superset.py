"""Asks a running Superset for what the bundle should have brought: every dashboard, data for every chart, no error on a page.

    try_superset.py URL USER PASSWORD BUNDLE OUTPUT

Writes OUTPUT/<slug>.png of each dashboard, as tall as it is. Exits 1 with a sentence a fault.
"""

import json
import pathlib
import sys
import time

import requests
import yaml
from selenium import webdriver
from selenium.webdriver.common.by import By

WIDTH = 1500
PATIENCE = 90  # seconds for a dashboard to have drawn everything


def assets(bundle, kind, title):
    """The titles of the bundle's files of one kind, by uuid."""
    files = sorted((bundle / kind).rglob("*.yaml"))
    return {asset["uuid"]: asset[title] for asset in (yaml.safe_load(file.read_text()) for file in files)}


class Superset:
    """The REST interface, logged in."""

    def __init__(self, url, user, password):
        self.url = url
        self.web = requests.Session()
        self.wait_for_it()
        answer = self.web.post(
            f"{url}/api/v1/security/login",
            json={"username": user, "password": password, "provider": "db", "refresh": False},
            timeout=60,
        )
        answer.raise_for_status()
        self.web.headers["Authorization"] = "Bearer " + answer.json()["access_token"]

    def wait_for_it(self):
        for _ in range(PATIENCE):
            try:
                if self.web.get(f"{self.url}/health", timeout=10).ok:
                    return
            except (requests.ConnectionError, requests.Timeout):
                pass
            time.sleep(1)
        raise SystemExit(f"nothing answers at {self.url} after {PATIENCE} s")

    def get(self, path, **query):
        return self.web.get(f"{self.url}/api/v1/{path}", params=query, timeout=120)

    def all(self, kind):
        answer = self.get(f"{kind}/", q=json.dumps({"page_size": 100}))
        answer.raise_for_status()
        return answer.json()["result"]


def faults_of_imports(superset, bundle):
    """What the bundle has and Superset has not: its import command ends well when it has brought nothing."""
    for kind, files, title in [
        ("dashboard", "dashboards", "dashboard_title"), ("chart", "charts", "slice_name"),
        ("dataset", "datasets", "table_name"),
    ]:
        there = {asset["uuid"] for asset in superset.all(kind)}
        for uuid, name in assets(bundle, files, title).items():
            if uuid not in there:
                yield f"{kind} '{name}' was not imported"


def faults_of_charts(superset, bundle):
    """Charts whose own query fails or comes back empty.

    The query saved with a chart names its dataset by a number of the Superset it came from, so it is put right here.
    """
    datasets = {dataset["uuid"]: dataset["id"] for dataset in superset.all("dataset")}
    for file in sorted((bundle / "charts").glob("*.yaml")):
        chart = yaml.safe_load(file.read_text())
        query = json.loads(chart["query_context"])
        query["datasource"]["id"] = datasets.get(chart["dataset_uuid"])
        answer = superset.web.post(f"{superset.url}/api/v1/chart/data", json=query, timeout=120)
        if answer.status_code != 200:
            yield f"chart '{chart['slice_name']}': {answer.status_code} {answer.text[:300]}"
            continue
        rows = sum(len(result["data"]) for result in answer.json()["result"])
        print(f"{rows:6d} rows  {chart['slice_name']}")
        if rows == 0:
            yield f"chart '{chart['slice_name']}' is empty"


def browser(profile):
    options = webdriver.ChromeOptions()
    for argument in [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--window-size={WIDTH},1200",
        f"--user-data-dir={profile}", "--hide-scrollbars",
    ]:
        options.add_argument(argument)
    options.binary_location = "/usr/bin/chromium"
    return webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))


def faults_of_pages(url, user, password, dashboards, output):
    """What a person would see: each dashboard opened, waited for, photographed and searched for messages of failure."""
    page = browser(output / "profile")
    try:
        page.get(f"{url}/login/")
        wait(page, lambda: page.find_elements(By.CSS_SELECTOR, "input[name=username], #username"), "the login form")
        page.find_element(By.CSS_SELECTOR, "input[name=username], #username").send_keys(user)
        page.find_element(By.CSS_SELECTOR, "input[name=password], #password").send_keys(password)
        page.find_element(By.CSS_SELECTOR, "button[type=submit], input[type=submit]").click()
        wait(page, lambda: "/login" not in page.current_url, "logging in")
        for dashboard in dashboards:
            slug = dashboard["slug"]
            page.set_window_size(WIDTH, 1200)
            page.get(f"{url}/superset/dashboard/{slug}/?standalone=1")
            charts = ".dashboard-component-chart-holder"
            wait(page, lambda: page.find_elements(By.CSS_SELECTOR, charts), f"{slug}: its charts")
            tall = page.execute_script(
                "return Math.max(...[...document.querySelectorAll('*')].map(e => e.scrollHeight))")
            page.set_window_size(WIDTH, min(int(tall) + 150, 6000))
            busy = ".loading, [data-test=loading-indicator], .ant-spin-spinning"
            wait(page, lambda: not page.find_elements(By.CSS_SELECTOR, busy), f"{slug}: drawing")
            time.sleep(2)  # what is drawn comes in gently
            page.save_screenshot(str(output / f"{slug}.png"))
            text = page.find_element(By.TAG_NAME, "body").text
            for failure in ["Unexpected error", "No results were returned", "No data", "Error:", "went wrong", "NaN"]:
                if failure in text:
                    yield f"dashboard '{slug}' says '{failure}'"
            shown = len(page.find_elements(By.CSS_SELECTOR, charts))
            print(f"{shown:6d} charts on {output / f'{slug}.png'}")
    finally:
        page.quit()


def wait(page, condition, what):
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > PATIENCE:
            raise SystemExit(f"waited {PATIENCE} s for {what} at {page.current_url}")
        time.sleep(0.5)


def main():
    url, user, password, bundle, output = sys.argv[1:]
    bundle, output = pathlib.Path(bundle), pathlib.Path(output)
    superset = Superset(url, user, password)
    faults = list(faults_of_imports(superset, bundle))
    faults += faults_of_charts(superset, bundle)
    dashboards = sorted(superset.all("dashboard"), key=lambda dashboard: dashboard["slug"])
    faults += faults_of_pages(url, user, password, dashboards, output)
    for fault in faults:
        print(fault, file=sys.stderr)
    sys.exit(1 if faults else 0)


main()
