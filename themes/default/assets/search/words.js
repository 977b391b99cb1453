/* The words of a query, as src/search/words.rs reads those of a text. */
(function (search) {
  "use strict";
  var WORD = /[\p{Alphabetic}\p{N}]/u;
  var LARGE = /\p{Uppercase}/u;
  var SMALL = /\p{Lowercase}/u;
  var FOLDED = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ" };
  var LONGEST = 40;
  var MOST_WORDS = 24;

  function isWord(c) { return c !== undefined && WORD.test(c); }
  function isDigit(c) { return c !== undefined && c >= "0" && c <= "9"; }

  function small(c) {
    return Array.from(c.toLowerCase().replace(/[\u0300-\u036f]/g, ""), function (one) { return FOLDED[one] || one; }).join("");
  }

  function plain(text) {
    return Array.from(text.replace(/[\u2018\u2019\u02bc]/g, "'").replace(/[\u2010\u2011]/g, "-").normalize("NFKD").replace(/[\u0300-\u036f]/g, ""));
  }

  /* What a sign inside a word is: kept, dropped, the end, or the end with an s. */
  function inside(text, at, word) {
    var after = at + 1;
    var last = word[word.length - 1];
    switch (text[at]) {
      case "'":
        if (/^[sS]$/.test(text[after] || "") && !isWord(text[after + 1])) { return "s"; }
        return isWord(text[after]) ? "drop" : "end";
      case ".":
        return isDigit(last) && isDigit(text[after]) ? "keep" : "end";
      case ",":
        return isDigit(last) && isDigit(text[after]) && isDigit(text[after + 1]) && isDigit(text[after + 2]) && !isDigit(text[after + 3]) ? "drop" : "end";
      case "&":
        return Array.from(word).length <= 2 && isWord(text[after]) ? "keep" : "end";
      default:
        return "end";
    }
  }

  function read(text, at) {
    var word = "", large = 0, lower = 0, last = "";
    while (at < text.length) {
      var c = text[at];
      if (isWord(c)) {
        large += LARGE.test(c) ? 1 : 0;
        lower += SMALL.test(c) ? 1 : 0;
        last = c;
        word += small(c);
      } else {
        var sign = inside(text, at, word);
        if (sign === "s") { at += 2; break; }
        if (sign === "end") { break; }
        if (sign === "keep") { word += c; }
      }
      at += 1;
    }
    var plural = large >= 2 && lower === 1 && last === "s";
    if (plural) { word = word.slice(0, -1); }
    return { word: word, capital: plural || (large >= 1 && lower === 0 && word.length >= 2), end: at };
  }

  /* Words of a text with their places; two that a hyphen joins stay two. */
  search.words = function (text) {
    var found = [], place = 0;
    text = plain(text);
    for (var at = 0; at < text.length;) {
      if (!isWord(text[at])) { at += 1; continue; }
      var one = read(text, at);
      if (Array.from(one.word).length <= LONGEST) { found.push({ word: one.word, capital: one.capital, place: place }); }
      at = one.end;
      place += 1;
    }
    return found;
  };

  /* A query as words and phrases: see src/search/query/parse.rs. */
  search.parse = function (query, empty) {
    var parsed = { words: [], said: " ", passedOver: 0, empty: false, cut: false };
    var pieces = query.split(/["“”„]/);
    var any = false;
    pieces.forEach(function (piece, at) {
      var phrase = at % 2 === 1 && at + 1 < pieces.length ? (at - 1) / 2 : -1;
      search.words(piece).forEach(function (one) {
        any = true;
        parsed.said += one.word + " ";
        if (!one.capital && empty.indexOf(one.word) >= 0) { parsed.passedOver += 1; return; }
        parsed.words.push({ word: one.word, capital: one.capital, open: false, phrase: phrase, place: one.place });
      });
    });
    parsed.cut = parsed.words.length > MOST_WORDS;
    parsed.words = parsed.words.slice(0, MOST_WORDS);
    parsed.empty = any && !parsed.words.length;
    var last = parsed.words[parsed.words.length - 1];
    if (last) {
      last.open = isWord(Array.from(query).pop()) && last.phrase < 0 && !parsed.cut;
    }
    if (parsed.words.length > 1 && parsed.words.every(function (one) { return one.capital; })) {
      parsed.words.forEach(function (one) { one.capital = false; });
    }
    return parsed;
  };
})(globalThis.casebookSearch = globalThis.casebookSearch || {});
