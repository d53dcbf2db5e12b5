(function () {
  var box = document.getElementById('finder'), field = document.getElementById('find');
  var said = document.getElementById('found'), all = document.getElementById('fold');
  var items = Array.prototype.slice.call(document.querySelectorAll('details.qa'));
  ['large', 'contrast'].forEach(function (name) {
    var box = document.getElementById(name), key = 'policy-page-' + name;
    function restore() {
      try { box.checked = localStorage.getItem(key) === 'on'; } catch (closed) { return; } // kept for this page only
    }
    box.addEventListener('change', function () {
      try { localStorage.setItem(key, box.checked ? 'on' : 'off'); } catch (closed) { return; }
    });
    window.addEventListener('pageshow', restore);
    restore();
  });
  function show() {
    var word = field.value.trim().toLowerCase(), count = 0;
    items.forEach(function (item) {
      var said = item.textContent + (item.getAttribute('data-also') || '');
      var hit = !word || said.toLowerCase().indexOf(word) >= 0;
      item.hidden = !hit;
      if (hit) { count += 1; if (word) { item.open = true; } }
    });
    Array.prototype.forEach.call(document.querySelectorAll('section.group'), function (group) {
      group.hidden = !group.querySelector('details.qa:not([hidden])');
    });
    said.textContent = word ? (count ? '找到' + count + '条' : '没有找到，请换一个词') : '';
  }
  if (box && items.length) {
    box.hidden = false;
    field.addEventListener('input', show);
    all.addEventListener('click', function () {
      var open = items.some(function (item) { return !item.open; });
      items.forEach(function (item) { item.open = open; });
      all.textContent = open ? '全部收起' : '全部展开';
    });
  }
  window.addEventListener('beforeprint', function () {
    Array.prototype.forEach.call(document.querySelectorAll('details.qa'), function (item) { item.open = true; });
  });
})();
