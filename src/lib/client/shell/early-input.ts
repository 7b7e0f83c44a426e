type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Given = string | boolean;

const CONTROLS = 'main input:not([type=hidden]):not([type=file]), main textarea, main select:not([multiple])';
const isBox = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio');

const given = (control: Control): Given => (isBox(control) ? control.checked : control.value);

/** What the server sent in it. */
function sent(control: Control): Given {
  if (isBox(control)) return control.defaultChecked;
  if (!(control instanceof HTMLSelectElement)) return control.defaultValue;
  return ([...control.options].find((option) => option.defaultSelected) ?? control.options[0])?.value ?? '';
}

function giveBack(control: Control, value: Given): void {
  if (!control.isConnected || given(control) === value) return;
  if (isBox(control)) control.checked = value === true;
  else control.value = String(value);
  for (const type of ['input', 'change']) control.dispatchEvent(new Event(type, { bubbles: true }));
}

let taken = false;

/**
 * Taking a page over as the server sent it puts every control back to what was sent, also where somebody has begun to
 * type and to choose before the scripts had come. Called before the page is taken over.
 * @returns gives it back; to be called once the page is taken over
 */
export function keepEarlyInput(): () => void {
  if (taken || typeof document === 'undefined') return () => undefined;
  taken = true;
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  // loaded again, a browser puts in by itself what was there the last time
  if (entry?.type !== 'navigate') return () => undefined;
  const early = [...document.querySelectorAll<Control>(CONTROLS)]
    .map((control) => ({ control, value: given(control) }))
    // of radio buttons, the one that was chosen tells for the others
    .filter(({ control, value }) => value !== sent(control) && (control.type !== 'radio' || value === true));
  return () => early.forEach(({ control, value }) => giveBack(control, value));
}
