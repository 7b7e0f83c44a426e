import { m } from '$lib/paraglide/messages.js';
import { toasts } from '../shell/toasts.svelte';

/** Puts a text on the clipboard and says so; where the browser refuses, says what to do instead. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toasts.show(m.ui_copied());
  } catch {
    // no permission, or no clipboard outside https: the text stands on the screen and can be marked
    toasts.show(m.result_copy_failed());
  }
}
