"use strict";
// Searches window.CHI_MUC: rows of [code, name, folded words, sector, address]. Nothing leaves the page.
(function () {
  var input = document.getElementById("tu-khoa");
  var list = document.getElementById("ket-qua");
  var count = document.getElementById("so-ket-qua");
  var rows = window.CHI_MUC || [];
  var SHOWN = 50;

  // As catalogue/text.py `bare`: no marks, đ is d, y after h k l m s t is i.
  function bare(text) {
    var plain = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d");
    plain = plain.replace(/(^|[^a-z])([hklmst])y(?![a-z])/g, "$1$2i");
    return plain.replace(/\s+/g, " ").trim();
  }

  // Every word must begin a word of the row; side by side is better.
  function score(row, phrase, words) {
    var told = " " + row[2];
    for (var i = 0; i < words.length; i++) {
      if (told.indexOf(" " + words[i]) < 0) { return -1; }
    }
    var points = told.indexOf(" " + phrase) >= 0 ? 2 : 0;
    return row[0].indexOf(phrase) === 0 ? points + 4 : points;
  }

  function find(text) {
    var phrase = bare(text);
    var words = phrase.split(" ");
    var found = [];
    rows.forEach(function (row) {
      var points = score(row, phrase, words);
      if (points >= 0) { found.push([points, row]); }
    });
    found.sort(function (a, b) { return b[0] - a[0] || a[1][1].length - b[1][1].length; });
    return found.map(function (one) { return one[1]; });
  }

  function show() {
    var text = input.value.trim();
    list.textContent = "";
    count.textContent = "";
    if (text.length < 2) { return; }
    var found = find(text);
    count.textContent = found.length + " thủ tục" + (found.length > SHOWN ? ", đang hiện " + SHOWN : "");
    found.slice(0, SHOWN).forEach(function (row) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      var code = document.createElement("span");
      var sector = document.createElement("span");
      link.href = row[4];
      link.textContent = row[1];
      code.className = "code soft";
      code.textContent = row[0];
      sector.className = "soft";
      sector.textContent = row[3] ? " · " + row[3] : "";
      item.append(link, " ", code, sector);
      list.append(item);
    });
  }

  var asked = /[?&#]q=([^&]*)/.exec(window.location.search + window.location.hash);
  if (asked) { input.value = decodeURIComponent(asked[1].replace(/\+/g, " ")); }
  input.addEventListener("input", show);
  show();
})();
