/* Latchkey progressive enhancement. Everything here is optional: each page works with this file blocked. */
const $ = (s, r = document) => r.querySelector(s), $$ = (s, r = document) => [...r.querySelectorAll(s)];
const say = (t) => { const l = $('#live'); if (l) { l.textContent = ''; requestAnimationFrame(() => { l.textContent = t; }); } };

// Controls that need script are sent with [hidden] and revealed here.
$$('[data-js]').forEach((e) => { e.hidden = false; });

// Move focus to the error summary after a failed submit.
const sum = $('.summary'); if (sum) { sum.tabIndex = -1; sum.focus(); }

// Show / hide password; always submit as type=password so browsers do not remember it as text.
$$('[data-reveal]').forEach((b) => {
  const f = document.getElementById(b.dataset.reveal);
  const set = (on) => {
    f.type = on ? 'text' : 'password';
    b.firstElementChild.textContent = on ? b.dataset.hide : b.dataset.show;
    b.setAttribute('aria-label', on ? b.dataset.hideLabel : b.dataset.showLabel);
  };
  b.addEventListener('click', () => { const on = f.type === 'password'; set(on); say(on ? b.dataset.onSay : b.dataset.offSay); });
  f.form.addEventListener('submit', () => set(false));
});

// Copy. Falls back to selecting the text so Ctrl+C works on plain http.
$$('[data-copy]').forEach((b) => b.addEventListener('click', async () => {
  const src = document.getElementById(b.dataset.copy), lab = $('span', b), was = lab.textContent;
  try { await navigator.clipboard.writeText(src.textContent.trim()); lab.textContent = b.dataset.done; say(b.dataset.done); setTimeout(() => { lab.textContent = was; }, 2500); }
  catch { getSelection().selectAllChildren(src); say(b.dataset.fail); }
}));

// People and groups proposed while a name is typed. Without script the form finds them when it is sent.
$$('[data-suggest]').forEach((f) => {
  let wait, asked = '';
  f.addEventListener('input', () => {
    clearTimeout(wait);
    wait = setTimeout(async () => {
      const q = f.value.trim();
      if (q.length < 2 || q === asked || $$('option', f.list).some((o) => o.value === q)) return;
      asked = q;
      try {
        const answer = await fetch(`${f.dataset.suggest}?q=${encodeURIComponent(q)}`, { headers: { Accept: 'application/json' } });
        if (!answer.ok || q !== asked) return;
        f.list.replaceChildren(...(await answer.json()).map((p) => Object.assign(document.createElement('option'), { value: p.name, label: p.label })));
      } catch { /* The form finds them when it is sent. */ }
    }, 200);
  });
});

// A job under way: the bar moves by itself; at the end the page shows what came of each turn.
$$('[data-follow]').forEach((bar) => {
  const look = async () => {
    try {
      const answer = await fetch(bar.dataset.follow, { headers: { Accept: 'application/json' } });
      // Signed out meanwhile: the page asks again when somebody presses Refresh.
      if (!answer.ok || answer.redirected) return;
      const told = await answer.json();
      bar.value = told.turns;
      $$('[data-told]').forEach((e) => { if (e.textContent !== told[e.dataset.told]) e.textContent = told[e.dataset.told]; });
      if (!told.running) { say(told.state); setTimeout(() => location.reload(), 1000); return; }
    } catch { /* The network comes back, or Refresh is pressed. */ }
    setTimeout(look, document.hidden ? 10000 : 2000);
  };
  setTimeout(look, 2000);
});

// Print.
$$('[data-print]').forEach((b) => b.addEventListener('click', () => print()));

// A once-only secret must not survive in the back/forward cache.
addEventListener('pagehide', () => $$('[data-wipe]').forEach((e) => e.remove()));

// Live hints while choosing a password. The server judges again; it alone knows common and old ones.
$$('[data-rules]').forEach((f) => {
  const list = document.getElementById(f.dataset.rules), words = (f.dataset.words || '').split(' ').filter(Boolean);
  const mark = (k, v) => { const li = $(`[data-rule=${k}]`, list); if (li) { li.className = v === null ? '' : v ? 'met' : 'unmet'; const s = $('.vh', li); if (s) s.textContent = v === null ? '' : v ? list.dataset.met : list.dataset.unmet; } };
  f.addEventListener('input', () => {
    const v = f.value, lc = v.toLowerCase();
    mark('shortest', [...v].length >= +f.dataset.min ? true : null);
    mark('longest', v && [...v].length > 256 ? false : null);
    mark('names', v ? !words.some((w) => lc.includes(w)) : null);
    mark('ascii', v ? /^[ -~]*$/.test(v) : null);
    mark('classes', [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((r) => r.test(v)).length >= 3 ? true : null);
    ['common', 'breached', 'banned', 'old', 'used', 'kept'].forEach((k) => mark(k, null));
  });
});

// Menus: Escape and outside click close them and focus returns.
addEventListener('keydown', (e) => { if (e.key === 'Escape') $$('.menu[open]').forEach((m) => { m.open = false; $('summary', m).focus(); }); });
addEventListener('click', (e) => $$('.menu[open]').forEach((m) => { if (!m.contains(e.target)) m.open = false; }));

// Ctrl/Cmd+K jumps to search. A modifier is required, so it never collides with typing or speech input.
addEventListener('keydown', (e) => { if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k') { const q = $('#find'); if (q) { e.preventDefault(); q.focus(); q.select(); } } });

// One submit per click.
$$('form[method=post]').forEach((f) => f.addEventListener('submit', (e) => { if (f.dataset.sent) { e.preventDefault(); return; } f.dataset.sent = 1; setTimeout(() => { delete f.dataset.sent; }, 4000); }));

// Tables that become cards on small screens keep their table semantics in every browser.
// (Set by script because the attributes are redundant in HTML and the validator rejects them there.)
const roles = { TABLE: 'table', THEAD: 'rowgroup', TBODY: 'rowgroup', TR: 'row', TH: 'columnheader', TD: 'cell' };
$$('.list.cards, .list.cards *').forEach((e) => { if (roles[e.tagName]) e.setAttribute('role', roles[e.tagName]); });
