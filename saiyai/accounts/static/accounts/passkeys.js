// Joins the page's forms to allauth's passkey functions: a form names the function and its parts in data attributes,
// so that no script stands in the page. Trouble is told in words that the page brings along.
(() => {
  const PARTS = ['login', 'add', 'authenticate', 'passwordless', 'credential', 'data'];

  const partsOf = (form) => Object.fromEntries(PARTS
    .map((part) => [part, form.dataset[`passkey${part[0].toUpperCase()}${part.slice(1)}`]])
    .filter(([, id]) => id));

  document.querySelectorAll('form[data-passkey]').forEach((form) => {
    window.allauth.webauthn.forms[form.dataset.passkey]({ ids: partsOf(form) });
  });

  document.addEventListener('allauth.error', (event) => {
    event.preventDefault();
    document.querySelectorAll('[data-passkey-trouble]').forEach((words) => { words.hidden = false; });
  });
})();
