/** What a table file may hold; far above every national register, far below what hurts a phone. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;
export const MAX_ROWS = 200_000;
export const MAX_COLUMNS = 1_000;
