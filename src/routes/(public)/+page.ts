// Nothing here needs script: the first page anybody sees is HTML and CSS alone. Menus and language switch work without.
export const csr = false;
