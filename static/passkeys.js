/* Passkeys: asks the server what the device is to sign, the device for its answer, and sends the form that waits for it. */
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

// The answer as the server reads it; nothing in it is secret, and it is good once.
const told = (made) => {
  const { response } = made, out = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    out.attestationObject = text(response.attestationObject);
  } else {
    out.authenticatorData = text(response.authenticatorData);
    out.signature = text(response.signature);
    out.userHandle = response.userHandle ? text(response.userHandle) : null;
  }
  const { credProps } = made.getClientExtensionResults();
  return { id: made.id, rawId: text(made.rawId), type: made.type, response: out, clientExtensionResults: credProps ? { credProps } : {} };
};

const ask = async (box) => {
  const body = new URLSearchParams({ csrf_token: box.dataset.token, form_key: box.dataset.key });
  const answer = await fetch(box.dataset.passkey, { method: 'POST', body, headers: { Accept: 'application/json' } });
  // Signed out meanwhile: the page itself tells why.
  if (answer.redirected) { location.reload(); return new Promise(() => {}); }
  if (!answer.ok) throw new Error(`${answer.status}`);
  const asked = await answer.json();
  asked.challenge = bytes(asked.challenge);
  if (asked.user) {
    asked.user.id = bytes(asked.user.id);
    asked.excludeCredentials = named(asked.excludeCredentials);
    return navigator.credentials.create({ publicKey: asked });
  }
  asked.allowCredentials = named(asked.allowCredentials);
  return navigator.credentials.get({ publicKey: asked });
};

document.querySelectorAll('[data-passkey]').forEach((box) => {
  const part = (name) => box.querySelector(`[data-passkey-${name}]`);
  const [go, wait, failed, none] = ['go', 'wait', 'failed', 'none'].map(part);
  const form = box.closest('form'), field = form.elements[box.dataset.field];
  if (!window.PublicKeyCredential) { none.hidden = false; return; }
  go.hidden = false;
  let busy = false;
  const start = async () => {
    if (busy) return;
    busy = true; wait.hidden = false; failed.hidden = true;
    try {
      field.value = JSON.stringify(told(await ask(box)));
      form.requestSubmit();
    } catch {
      failed.hidden = false;
    }
    busy = false; wait.hidden = true;
  };
  go.addEventListener('click', start);
  // A form that is about nothing but a passkey: Enter in one of its fields begins, too.
  if (!form.querySelector('button:not([type=button])')) {
    form.addEventListener('submit', (e) => { if (!field.value) { e.preventDefault(); e.stopImmediatePropagation(); start(); } }, true);
  }
});
