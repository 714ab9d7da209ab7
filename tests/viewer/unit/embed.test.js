/** Which places the script in a cell's output asks on which page. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const script = readFileSync(
  new URL("../../../dtale_nb/notebook/embed/embed.js", import.meta.url),
  "utf8",
);
const context = vm.createContext({});
vm.runInContext(script, context);
const { resolve, pageOf } = context;

const PLACES = [
  "colab:40000/SECRET/",
  "{base}dtale_nb/3f1c/",
  "{base}proxy/127.0.0.1:40000/SECRET/",
  "{base}proxy/40000/SECRET/",
  "http://127.0.0.1:40000/SECRET/",
];

/** @param {{base: string, isLocal: boolean}} page */
function asked(page) {
  return PLACES.map((place) => resolve(place, page)).filter(Boolean);
}

test("a local JupyterLab asks through Jupyter first, then the port itself", () => {
  assert.deepEqual(asked({ base: "/x%20y/", isLocal: true }), [
    "/x%20y/dtale_nb/3f1c/",
    "/x%20y/proxy/127.0.0.1:40000/SECRET/",
    "/x%20y/proxy/40000/SECRET/",
    "http://127.0.0.1:40000/SECRET/",
  ]);
});

test("behind a Hub the port itself is not asked", () => {
  assert.deepEqual(asked({ base: "/user/jo%40x/", isLocal: false }), [
    "/user/jo%40x/dtale_nb/3f1c/",
    "/user/jo%40x/proxy/127.0.0.1:40000/SECRET/",
    "/user/jo%40x/proxy/40000/SECRET/",
  ]);
});

test("a page of somebody else asks nothing", () => {
  assert.deepEqual(asked({ base: "", isLocal: false }), []);
});

test("a place without a template is taken as it is", () => {
  const page = { base: "", isLocal: false };
  assert.equal(resolve("https://a.example/o/SECRET/", page), "https://a.example/o/SECRET/");
});

/** @param {string | null} config @param {Record<string, string>} dataset */
function documentWith(config, dataset = {}) {
  const element = config === null ? null : { textContent: config };
  return { getElementById: () => element, body: { dataset } };
}

const PAGES = [
  ["JupyterLab", '{"baseUrl": "/user/a/"}', {}, "hub.example", "/user/a/", false],
  ["nbclassic", null, { baseUrl: "/b/" }, "localhost", "/b/", true],
  ["a page without Jupyter", null, {}, "127.0.0.1", "", true],
  ["a broken configuration", "{", {}, "[::1]", "", true],
  ["another host of that name", null, {}, "localhost.example", "", false],
];
for (const [name, config, dataset, hostname, base, isLocal] of PAGES) {
  test(`what the page knows: ${name}`, () => {
    const page = pageOf(documentWith(config, dataset), { hostname });
    assert.equal(page.base, base);
    assert.equal(page.isLocal, isLocal);
  });
}
