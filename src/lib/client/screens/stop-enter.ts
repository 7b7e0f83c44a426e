import type { Attachment } from 'svelte/attachments';

/** Enter in a line of a form goes nowhere: a long note is not sent off by a slip. */
export const stopEnter: Attachment<HTMLFormElement> = (form) => {
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
  });
};
