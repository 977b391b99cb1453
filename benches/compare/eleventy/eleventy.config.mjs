import highlight from "@11ty/eleventy-plugin-syntaxhighlight";

const FACETS = ["phase", "setting", "category", "outcome", "audiences", "themes"];

export default function (config) {
  config.addPlugin(highlight);
  config.addGlobalData("eleventyComputed", {
    facets: (data) => Object.fromEntries(FACETS.filter((name) => data[name]).map((name) => [name, data[name]])),
  });
  config.addCollection("facets", (api) => {
    const found = new Map();
    for (const page of api.getAll()) {
      for (const name of FACETS) {
        for (const value of page.data[name] ?? []) {
          const key = `${name}/${value}`;
          if (!found.has(key)) found.set(key, { name, value, pages: [] });
          found.get(key).pages.push(page);
        }
      }
    }
    return [...found.values()];
  });
  return { dir: { input: "content", includes: "../_includes", output: "_site" } };
}
