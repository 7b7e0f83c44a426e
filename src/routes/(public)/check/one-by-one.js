// The only script of the five-minute check: one question at a time, kept in this browser. The page works without it.
// Plain, because it is served as it is: a page that loads the framework would weigh thirty times as much.

const KEY = 'waymark-check';

/** @returns {{ answers?: unknown, done?: unknown }} */
function readKept() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    // storage is blocked, or holds something else: as if nothing had been kept
    return {};
  }
}

/**
 * @param {DOMStringMap} model
 * @param {Record<string, string>} answers
 * @param {boolean} done
 */
function keep({ model: modelId, version: modelVersion }, answers, done) {
  try {
    const takenAt = new Date().toISOString();
    localStorage.setItem(KEY, JSON.stringify({ modelId, modelVersion, answers, takenAt, done }));
  } catch {
    // storage is blocked or full: the answers hold until the page closes
  }
}

/** @param {HTMLElement} result */
function keepResult(result) {
  /** @type {Record<string, string>} */
  const answers = JSON.parse(result.dataset.answers ?? '{}');
  for (const element of result.querySelectorAll('[data-kept]')) element.removeAttribute('hidden');
  for (const element of result.querySelectorAll('[data-unkept]')) element.setAttribute('hidden', '');
  const kept = readKept();
  // loaded again: the day it was taken stays
  if (kept.done === true && JSON.stringify(kept.answers) === JSON.stringify(answers)) return;
  keep(result.dataset, answers, true);
}

/** @param {HTMLFormElement} form */
function askOneByOne(form) {
  /** @template {HTMLElement} T @param {string} name @returns {T} */
  const part = (name) => /** @type {T} */ (form.querySelector(`[data-${name}]`));
  const questions = [.../** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('[data-question]'))];
  const last = questions.length - 1;
  /** @type {HTMLProgressElement} */
  const progress = part('progress');
  let at = 0;

  const answers = () => /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form)));
  /** @param {number} place */
  function show(place) {
    at = place;
    for (const [i, question] of questions.entries()) question.hidden = i !== at;
    for (const element of form.querySelectorAll('[data-first]')) /** @type {HTMLElement} */ (element).hidden = at > 0;
    form.toggleAttribute('data-under-way', at > 0);
    progress.hidden = false;
    progress.value = at + 1;
    part('previous').hidden = at === 0;
    part('next').hidden = at === last;
    part('see').hidden = at !== last;
  }
  /** @param {number} place */
  function goTo(place) {
    show(place);
    questions[at]?.querySelector('h2')?.focus();
  }
  function refill() {
    const kept = readKept();
    let filled = 0;
    for (const [id, answer] of Object.entries(kept.answers ?? {})) {
      // only what the page itself offers
      const radio = form.querySelector(`input[name="${CSS.escape(id)}"][value="${CSS.escape(String(answer))}"]`);
      if (!(radio instanceof HTMLInputElement)) continue;
      radio.checked = true;
      filled++;
    }
    part('refilled').hidden = filled === 0;
    const open = questions.findIndex((question) => !question.querySelector('input:checked'));
    show(kept.done === true || open < 0 ? 0 : open);
  }

  form.addEventListener('change', () => keep(form.dataset, answers(), false));
  form.addEventListener('submit', (event) => {
    if (at === last) return;
    event.preventDefault();
    goTo(at + 1);
  });
  part('previous').addEventListener('click', () => goTo(at - 1));
  part('next').addEventListener('click', () => goTo(at + 1));
  part('again').addEventListener('click', () => {
    for (const radio of form.querySelectorAll('input:checked')) /** @type {HTMLInputElement} */ (radio).checked = false;
    localStorage.removeItem(KEY);
    part('refilled').hidden = true;
    goTo(0);
  });
  refill();
}

const form = document.querySelector('form[data-one-by-one]');
if (form instanceof HTMLFormElement) askOneByOne(form);
const result = document.querySelector('[data-check-result]');
if (result instanceof HTMLElement) keepResult(result);
