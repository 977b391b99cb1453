// The engines beside which Casebook's own is measured, each as its manual says to set it up, on the
// documents of search/records.ndjson: title, other names, summary, headings and text. With --asked they
// also get what people type who want a page, which only Casebook's own engine has by itself.
import lunr from "lunr";
import MiniSearch from "minisearch";
import FlexSearch from "flexsearch";
import * as pagefind from "pagefind";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readFile } from "node:fs/promises";

const FIELDS = ["title", "names", "summary", "headings", "text"];
const ASKED = process.argv.includes("--asked");

function flat(record) {
  return {
    id: record.name,
    title: record.title,
    names: record.names.concat(ASKED ? record.asked : []).join(" "),
    summary: record.summary,
    headings: record.sections.map((one) => one.heading).join(" "),
    text: record.sections.map((one) => one.text).join("\n"),
  };
}

function minisearch(records) {
  const index = new MiniSearch({
    fields: FIELDS,
    searchOptions: { prefix: true, fuzzy: 0.2, boost: { title: 3, names: 3, summary: 2 } },
  });
  index.addAll(records.map(flat));
  return (query) => index.search(query).map((hit) => hit.id);
}

function withLunr(records) {
  const index = lunr(function () {
    this.ref("id");
    for (const field of FIELDS) this.field(field, { boost: { title: 3, names: 3, summary: 2 }[field] ?? 1 });
    records.map(flat).forEach((one) => this.add(one));
  });
  return (query) => {
    try {
      return index.search(query).map((hit) => hit.ref);
    } catch {
      // Its query language refuses some signs.
      return [];
    }
  };
}

function flexsearch(records) {
  const index = new FlexSearch.Document({ document: { id: "id", index: FIELDS }, tokenize: "forward" });
  records.map(flat).forEach((one) => index.add(one));
  return (query) => {
    const found = index.search(query, { limit: 100, merge: true, suggest: true });
    return found.map((hit) => hit.id);
  };
}

const escape = (text) => text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);

async function withPagefind(records) {
  const { index } = await pagefind.createIndex({});
  for (const record of records) {
    const one = flat(record);
    const sections = record.sections.map((part) => `<h2>${escape(part.heading)}</h2><p>${escape(part.text)}</p>`);
    const content = `<html lang="en"><head><title>x</title></head><body><h1>${escape(one.title)}</h1><p>${escape(one.names)}</p><p>${escape(one.summary)}</p>${sections.join("")}</body></html>`;
    await index.addHTMLFile({ url: `/${encodeURIComponent(record.name)}/`, content });
  }
  const folder = mkdtempSync(join(tmpdir(), "pagefind-"));
  await index.writeFiles({ outputPath: folder });
  await pagefind.close();
  globalThis.document ??= { querySelector: () => ({ getAttribute: () => "en" }), currentScript: null };
  globalThis.window ??= { location: { origin: "" } };
  globalThis.fetch = async (address) => {
    const path = String(address).replace(/^file:\/\//, "").replace(/\?.*$/, "");
    const bytes = await readFile(path);
    return new Response(bytes);
  };
  const browser = await import(pathToFileURL(join(folder, "pagefind.js")).href);
  await browser.options({ basePath: `${folder}/` });
  await browser.init();
  return async (query) => {
    const found = await browser.search(query);
    const data = await Promise.all(found.results.slice(0, 10).map((hit) => hit.data()));
    const named = data.map((hit) => decodeURIComponent(hit.raw_url.replaceAll("/", "")));
    return named.concat(found.results.slice(10).map((_, at) => `#${at}`));
  };
}

/** Each engine by name: a function from a query to the names of records. */
export async function peers(records) {
  const all = { minisearch: minisearch(records), lunr: withLunr(records), flexsearch: flexsearch(records) };
  try {
    all.pagefind = await withPagefind(records);
  } catch (problem) {
    console.error(`Pagefind could not be measured: ${problem.message}`);
  }
  return all;
}
